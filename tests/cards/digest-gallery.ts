/** Digests in every state that people meet, by name. */
import type { Card } from '../../src/cards/card.ts';
import type { Digest } from '../../src/cards/digest.ts';
import { type DigestMore, digestCard } from '../../src/cards/views/digest.ts';
import { digestChart } from '../../src/cards/views/digest-chart.ts';
import { digestPlanCard } from '../../src/cards/views/digest-plan.ts';
import { ownDigestCard } from '../../src/cards/views/own-digest.ts';
import {
  COMPARED_DIGEST,
  DAYS_DIGEST,
  DONE_DIGEST,
  EMPTY_DIGEST,
  EVENING_DIGEST,
  FULL_DIGEST,
  FULL_WEEKS_DIGEST,
  WEEKS_DIGEST,
} from './digests.ts';
import { at, person } from './states.ts';

const pictured = (digest: Digest): Pick<DigestMore, 'picture'> => {
  const chart = digestChart(digest);
  return chart ? { picture: { file: 'd'.repeat(64), alt: chart.alt, chart } } : {};
};

const of = { type: 'place', place: 'web:C1' } as const;
const DAILY = { at: 420, zone: 'Europe/Lisbon', next: at(30), setBy: person('ana') };
const WEEKLY = { ...DAILY, weekday: 1, next: at(24 * 60 + 30) };
const PLAN = { digest: 'd1', of, by: person('ana'), at: at(0) } as const;
const OWED = [
  { step: 'fridge', stepTitle: 'Read the fridge', isApproval: false, due: at(30), since: at(5) },
  { step: 'pay', stepTitle: 'Pay it out', isApproval: true, due: at(600), since: at(20) },
  { step: 'till', stepTitle: 'Wipe the till', isApproval: false, since: at(10) },
].map((one) => ({ run: '0192-run', runTitle: 'Café opening', ...one }));

export const DIGESTS: Readonly<Record<string, Card>> = {
  'digest of a day': digestCard(DAYS_DIGEST, pictured(DAYS_DIGEST)),
  'digest of a day without its picture': digestCard(DAYS_DIGEST),
  'digest of a day that is all done': digestCard(DONE_DIGEST, { comes: { of, time: DAILY } }),
  'digest of an evening': digestCard(EVENING_DIGEST, { comes: { of, time: { ...DAILY, at: 1_080 } } }),
  'digest of a week': digestCard(WEEKS_DIGEST, pictured(WEEKS_DIGEST)),
  'digest of a week against the week before': digestCard(COMPARED_DIGEST, {
    ...pictured(COMPARED_DIGEST),
    comes: { of, time: { ...WEEKLY, because: 'routine' } },
  }),
  'digest of nothing': digestCard(EMPTY_DIGEST),
  'digest too full to list': digestCard(FULL_DIGEST, pictured(FULL_DIGEST)),
  'digest of a week too full to list': digestCard(FULL_WEEKS_DIGEST, pictured(FULL_WEEKS_DIGEST)),
  'digest of a conversation, set': digestPlanCard({ ...PLAN, status: 'active', times: { day: DAILY, week: WEEKLY } }),
  'digest of a conversation, ended': digestPlanCard({ ...PLAN, status: 'ended' }),
  'digest of a member who has only to decide': ownDigestCard('dee', [], {
    ...{ now: at(60), more: 0, proposals: 1, time: { ...DAILY, at: 480 } },
  }),
  'digest of a member': ownDigestCard('ana', OWED, { now: at(60), more: 3, proposals: 0, time: { ...DAILY, at: 480 } }),
};
