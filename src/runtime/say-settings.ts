/** `/sop settings` and `/sop quiet …`: how somebody is called, and when nobody is. */
import { OWN_FIELDS, ownSettingsCard, ownSettingsForm, quietCard } from '../cards/views/own-settings.ts';
import { optional } from '../engine/optional.ts';
import type { QuietHours } from '../engine/settings/quiet.ts';
import { CALLS, SETTINGS } from '../engine/settings/settings.ts';
import { refuse, told } from './answering.ts';
import type { Answer, Pressed, Said } from './conversation.ts';
import { text } from './field-values.ts';
import { endOwnDigest, ownDigestTime, setOwnDigest } from './own-digest.ts';
import { quietAsked, readQuiet } from './rest-asked.ts';
import { ownOf, settingsOf } from './settings-of.ts';
import { command, type Speaker, type Talking, zoneOf } from './talking.ts';

/** The form of somebody's own settings, as they are. */
export async function settingsAnswer(talking: Talking, { workspace, member }: Speaker): Promise<Answer> {
  const settings = await settingsOf(talking, workspace);
  const form = ownSettingsForm(ownOf(settings, member), settings);
  return { type: 'form', form, value: { v: 1, verb: 'settings' } };
}

export async function pressSettings(talking: Talking, pressed: Pressed): Promise<Answer> {
  const { fields } = pressed;
  if (fields === undefined) return settingsAnswer(talking, pressed);
  const hours = text(fields[OWN_FIELDS.quiet]).trim();
  const quiet = hours === '' ? 'workspace' : readQuiet(hours);
  if (quiet === undefined) return refuse(talking, pressed, { code: 'quiet_unclear', typed: hours });
  const calls = CALLS.find((one) => one === text(fields[OWN_FIELDS.calls]));
  return changeOwn(talking, pressed, { quiet, ...optional('calls', calls) });
}

/** `/sop quiet 20:00-07:00`, `off`; for everybody by an administrator. Without hours: what holds now. */
export async function quietAnswer(
  talking: Talking,
  said: Said,
  { everybody, hours }: { readonly everybody: boolean; readonly hours: string },
): Promise<Answer> {
  if (hours === '')
    return everybody
      ? told(quietCard((await settingsOf(talking, said.workspace)).quiet))
      : settingsAnswer(talking, said);
  if (!everybody) {
    const quiet = readQuiet(hours);
    if (quiet === undefined) return refuse(talking, said, { code: 'quiet_unclear', typed: hours });
    return changeOwn(talking, said, { quiet });
  }
  const asked = quietAsked(hours);
  if ('refusal' in asked) return refuse(talking, said, asked.refusal);
  const reply = await command(talking, said, asked.command);
  if (reply.status === 'refused') return refuse(talking, said, reply.refusal);
  return told(quietCard((await settingsOf(talking, said.workspace)).quiet));
}

interface Wished {
  readonly quiet: QuietHours | 'none' | 'workspace';
  readonly calls?: (typeof CALLS)[number];
}

async function changeOwn(
  talking: Talking,
  speaker: Speaker & { readonly zone?: string },
  wished: Wished,
): Promise<Answer> {
  const { workspace, member, key } = speaker;
  const before = ownOf(await settingsOf(talking, workspace), member).calls;
  const besides = { ...speaker, key: `${key}:digest` };
  // First the digest, then no more calls: a fault in between leaves nobody without either.
  if (wished.calls === 'digest' && !(await ownDigestTime(talking, speaker))) {
    const begun = await setOwnDigest(talking, besides);
    if (begun.status === 'refused') return refuse(talking, speaker, begun.refusal);
  }
  const reply = await command(talking, speaker, { type: 'changeOwnSettings', settings: SETTINGS, member, ...wished });
  if (reply.status === 'refused') return refuse(talking, speaker, reply.refusal);
  const settings = await settingsOf(talking, workspace);
  const own = ownOf(settings, member);
  // Refused, it had ended before.
  if (before === 'digest' && own.calls !== 'digest') await endOwnDigest(talking, besides);
  const time = await ownDigestTime(talking, speaker);
  return told(ownSettingsCard(own, settings, { zone: await zoneOf(talking, speaker), ...optional('digest', time) }));
}
