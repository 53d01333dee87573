/** Everything that happened, in order: one row an event, its number that of the chain. */
import { clockFor } from '../clock.ts';
import { who } from '../sentence.ts';
import { capital } from '../text.ts';
import { happened } from './happened.ts';
import type { Packed, Say } from './packed.ts';
import type { Row, Section } from './paper.ts';

export function timelineSection(packed: Packed, say: Say): Section {
  const zone = packed.workspace.timeZone;
  const day = clockFor('en-GB', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const time = clockFor('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
  const rows: Row[] = [];
  let today = '';
  for (const [index, event] of packed.events.entries()) {
    const date = day.format(event.at);
    if (date !== today) rows.push({ group: date });
    today = date;
    const cells = [
      String(index + 1),
      time.format(event.at),
      say([who(event.actor)]),
      capital(say(happened(packed, event))),
    ];
    rows.push({ cells });
  }
  const columns = [
    { title: 'No.', share: 0.7 },
    { title: 'Time', share: 1.2 },
    { title: 'Who', share: 2.4 },
    { title: 'What', share: 8 },
  ];
  return {
    title: 'Timeline',
    blocks: [
      {
        type: 'text',
        look: 'quiet',
        text: `Every event of the run, in the order of its hash chain. Times are those of clocks in ${zone}.`,
      },
      { type: 'table', columns, rows },
    ],
  };
}
