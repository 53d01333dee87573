/** What went outside the procedure, and how it was decided, with the reasons. */
import type { ExceptionRecord } from '../../engine/run/state.ts';
import { causeText } from '../cause.ts';
import { changeText, resolutionOf } from '../outcome.ts';
import { lasting, sentence, who } from '../sentence.ts';
import { ownerTitle } from '../turn.ts';
import { KINDS } from '../views/reason-form.ts';
import { stepTitle } from './happened.ts';
import { asOf, type Packed, type Say } from './packed.ts';
import type { Block, Section } from './paper.ts';
import { fact } from './standard.ts';

export function problemsSection(packed: Packed, say: Say): Section {
  const { exceptions } = packed.run;
  const blocks: readonly Block[] =
    exceptions.length === 0
      ? [
          {
            type: 'text',
            text: 'None. Nobody reported a problem, no value was out of limits, and no boundary was crossed.',
          },
        ]
      : exceptions.flatMap((one) => problemBlocks(packed, say, one));
  return { title: 'Problems, and how they were decided', blocks };
}

function problemBlocks(packed: Packed, say: Say, one: ExceptionRecord): readonly Block[] {
  const { run, definition } = packed;
  const decided = resolutionOf(run, one);
  const change = changeText(one);
  const until = one.status === 'resolved' ? one.resolvedAt : asOf(packed);
  const passed = packed.events.flatMap((event) =>
    event.type === 'ExceptionEscalated' && event.exception === one.id
      ? [say(sentence(who(event.actor), ', ', { type: 'time', at: event.at, style: 'date_time' }, `: ${event.reason}`))]
      : [],
  );
  const facts = [
    ...fact('What', causeText(definition, one)),
    ...fact('At', one.step === undefined ? 'the run as a whole' : stepTitle(definition, one.step)),
    ...fact(
      'Raised by',
      say(sentence(who(one.raisedBy), ', ', { type: 'time', at: one.raisedAt, style: 'date_time' })),
    ),
    ...fact('Meanwhile', one.blocking ? 'the work on it stood still' : 'the work went on'),
    ...fact('Decides', say(ownerTitle({ run, definition, now: asOf(packed) }, one))),
    ...fact('Passed on', passed.join('; ')),
    ...fact('Open for', lasting(until - one.raisedAt)),
    ...fact('Decision', one.status === 'open' ? 'Not decided.' : say(decided?.text ?? [])),
    ...fact('Proposed', change && say(change)),
  ];
  const tone = one.status === 'open' ? 'bad' : (decided?.tone ?? 'neutral');
  return [
    {
      type: 'heading',
      text: `Problem ${one.id}: ${KINDS[one.kind]}`,
      isSmall: true,
      id: `problem ${one.id}`,
      aside: one.status === 'open' ? 'Open' : 'Decided',
      tone,
    },
    { type: 'facts', facts },
  ];
}
