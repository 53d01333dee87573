/** What an auditor reads: the whole of it for one run, and something readable for any run. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidencePaper } from '../../../src/cards/pack/evidence-paper.ts';
import type { Block, Paper } from '../../../src/cards/pack/paper.ts';
import { packReadme } from '../../../src/cards/pack/readme.ts';
import type { RunContext } from '../../../src/engine/run/context.ts';
import { decideRun } from '../../../src/engine/run/decide.ts';
import type { RunEvent } from '../../../src/engine/run/events.ts';
import { evolveRun } from '../../../src/engine/run/evolve.ts';
import { initialRun, type RunState } from '../../../src/engine/run/state.ts';
import { asked, definitions, MONDAY, memberActor, moves, peoples } from '../../engine/run-random.ts';
import { does, HOUR, started } from '../../engine/run-story.ts';
import { OPENING, packed, troubled } from './packed.ts';

/** A paper as lines of text. */
function read({ cover, sections }: Paper): string {
  const facts = cover.facts.map(({ label, value }) => `${label}: ${value}`);
  const texts = cover.texts.flatMap(({ title, text }) => [`## ${title}`, text]);
  const parts = sections.flatMap(({ title, blocks }) => ['', `# ${title}`, ...blocks.flatMap(linesOf)]);
  return [`${cover.title} [${cover.outcome}]`, cover.subtitle, ...facts, ...texts, ...parts].join('\n');
}

function linesOf(block: Block): readonly string[] {
  switch (block.type) {
    case 'text':
      return [block.text];
    case 'notice':
      return [`! ${block.text}`];
    case 'heading':
      return [`## ${block.text}${block.aside === undefined ? '' : ` [${block.aside}]`}`];
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${value}`);
    case 'list':
      return block.items.map((one) => `- ${one}`);
    case 'table':
      return block.rows.map((row) =>
        'group' in row ? `== ${row.group}` : row.cells.join(' | ').replaceAll('\n', ' / '),
      );
    case 'photos':
      return block.photos.map((one) => `photo ${one.name}: ${one.caption}`);
  }
}

describe('an evidence pack on paper', () => {
  it('says all of a run with a reading out of limits, a rejection and a skipped step', async () => {
    const said = read(evidencePaper(packed(OPENING, troubled().events)));
    await expect(`${said}\n`).toMatchFileSnapshot('../golden/evidence-paper.txt');
  });

  it('of an open run says as of when, and what waits for whom', () => {
    const story = started(OPENING, { inputs: { guests: 3 } })
      .later(HOUR)
      .by('ana', does.complete('wash'));
    const said = read(evidencePaper(packed(OPENING, story.events)));
    expect(said).toContain('Kitchen opening [Still open]');
    expect(said).toContain('Shown as of: 2 Mar 2026, 10:00');
    expect(said).toContain('It waits for cook to do it, since 2 Mar 2026, 10:00');
    expect(said).toContain('## 4. Sweep the floor [To do]\nIts turn has not come yet.');
  });

  it('calls what ended four different ways by four different names', () => {
    const missed = started(OPENING, { inputs: { guests: 3 }, more: { closes: MONDAY + HOUR } }).later(2 * HOUR);
    const over = missed.by({ type: 'timer' }, does.expireRun());
    const said = read(evidencePaper(packed(OPENING, over.events)));
    expect(said).toContain('Kitchen opening [Ended incomplete]');
    expect(said).toContain('1 | Wash your hands | Missed |');
    expect(said).toContain('Missed at 11:00: it waited for cook.');
  });

  it('can be read of any run', () => {
    fc.assert(
      fc.property(definitions, peoples, moves, (definition, people, stream) => {
        const sop = { id: 's1', status: 'active', revision: 1 } as const;
        let now = MONDAY;
        let state: RunState = initialRun;
        const events: RunEvent[] = [];
        const ask = (command: Parameters<typeof decideRun>[1], actor: RunContext['actor']) => {
          const decision = decideRun(state, command, { now, actor, definition, sop, people });
          if (decision.status === 'refused') return;
          state = decision.events.reduce(evolveRun, state);
          events.push(...decision.events);
        };
        const inputs = definition.inputs.length > 0 ? { amount: stream.length, flag: true } : {};
        ask({ type: 'startRun', run: 'r1', sop: 's1', inputs, place: 'web:c' }, memberActor('m1'));
        for (const move of stream) {
          now += move.wait;
          const [actor, command] = asked(move, state, definition, people);
          ask(command, actor);
        }
        fc.pre(events.length > 0);
        const told = packed(definition, events);
        const said = read(evidencePaper(told));
        expect(said).not.toMatch(/undefined|\[object|NaN/);
        // Each event has its line, and each step its heading.
        const timeline = evidencePaper(told).sections.find((one) => one.title === 'Timeline')?.blocks[1];
        expect(timeline?.type === 'table' && timeline.rows.filter((row) => 'cells' in row)).toHaveLength(events.length);
        for (const [index, step] of definition.steps.entries())
          expect(said).toContain(`## ${index + 1}. ${step.title}`);
      }),
      { numRuns: 100 },
    );
  });
});

it('README.txt lists each file, and says which is not there', () => {
  const text = packReadme(packed(OPENING, troubled().events), { name: 'x.zip', missing: new Set(['a'.repeat(64)]) });
  expect(text).toContain(
    `files/${'a'.repeat(64)}.jpg\r\n  a.jpg, 3 bytes, “Check the fridge” (2)\r\n  NOT IN THIS PACK`,
  );
  expect(text).toContain('2 files recorded in this run');
  expect(text).not.toMatch(/[^\r]\n/);
});
