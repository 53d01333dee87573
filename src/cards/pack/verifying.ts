/** Where the chains end, and how anybody can check them without trusting whoever handed over the pack. */
import { count } from '../sentence.ts';
import { packedFiles, pathInPack, sizeText } from './files.ts';
import { stepTitle } from './happened.ts';
import type { Packed } from './packed.ts';
import type { Block, Section } from './paper.ts';

export const VERIFY = 'npx sopwith verify PACK.zip';

export function filesSection({ run, definition }: Packed): Section {
  const files = packedFiles(run.evidence);
  if (files.length === 0) return { title: 'Files', blocks: [{ type: 'text', text: 'No file was recorded.' }] };
  const rows = files.map((one) => {
    const steps = [...new Set(one.records.map(({ step }) => stepTitle(definition, step)))].join(', ');
    return { cells: [one.name, steps, sizeText(one.bytes), one.file] };
  });
  const columns = [
    { title: 'Name, as it was sent', share: 3 },
    { title: 'Step', share: 3 },
    { title: 'Size', share: 1.3 },
    { title: 'SHA-256', share: 4.4 },
  ];
  const text =
    'In the ZIP each lies in the folder “files” under its SHA-256. Whatever program works that out gives the same number, if no byte was changed.';
  return {
    title: 'Files',
    blocks: [
      { type: 'text', look: 'quiet', text },
      { type: 'table', columns, rows },
    ],
  };
}

export function peopleSection({ people }: Packed): Section {
  const rows = Object.entries(people)
    .toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([id, name]) => ({ cells: [name, id] }));
  const columns = [
    { title: 'Name', share: 1 },
    { title: 'Member id in the events', share: 1 },
  ];
  const text =
    'Those whom the events name, as they are called now. Events hold ids: a name that changes later changes nothing of what happened.';
  const none: Block = { type: 'text', text: 'The events name nobody.' };
  return {
    title: 'People',
    blocks: [{ type: 'text', look: 'quiet', text }, rows.length === 0 ? none : { type: 'table', columns, rows }],
  };
}

export function verifyingSection({ heads }: Packed): Section {
  return {
    title: 'How to verify',
    blocks: [
      {
        type: 'text',
        text: 'Every event carries a SHA-256 over itself and the one before it. Whoever changes, removes or inserts an event breaks every link after it, so two numbers stand for the whole history:',
      },
      { type: 'text', look: 'code', text: `Run, ${count(heads.run.events, 'event')}\n${heads.run.hash}` },
      {
        type: 'text',
        look: 'code',
        text: `Procedure, ${count(heads.procedure.events, 'event')}\n${heads.procedure.hash}`,
      },
      { type: 'heading', text: 'With the ZIP and Sopwith’s program, on any computer', isSmall: true },
      { type: 'text', look: 'code', text: VERIFY },
      {
        type: 'text',
        text: 'Type it in the folder of the program, after npm ci there; ask the company where it has Sopwith from. It then needs neither Sopwith’s database nor the network. It walks both chains, works out again from the events all else that the trail says, and checks each file against the SHA-256 that was recorded. It says what is wrong, or that the pack is whole, with the head of the run’s chain: compare it with the number above, and with the one that the company’s own Sopwith gives for this run.',
      },
      { type: 'heading', text: 'What it does not prove', isSmall: true },
      {
        type: 'list',
        items: [
          'This document is drawn from the trail and is easier to read; what is checked is trail.json. With --pdf again.pdf the same command draws it anew from what was checked.',
          'What people are called is not in the chain, and the pictures here are scaled down: the originals are in the ZIP.',
          'A box (□) stands for a letter that no font had where this was drawn. trail.json has it.',
          'A chain shows that nothing was changed since it was written. Somebody who can write a whole new chain could make another one: its head would differ from the one that was noted down before.',
        ],
      },
    ],
  };
}

/** `files/0a1b….jpg  2.4 MB  fridge.jpg` with what it belongs to. */
export function fileLines({ run, definition }: Packed, missing: ReadonlySet<string>): readonly string[] {
  return packedFiles(run.evidence).map((one) => {
    const steps = [...new Set(one.records.map(({ step }) => stepTitle(definition, step)))].join(', ');
    const gone = missing.has(one.file)
      ? '  NOT IN THIS PACK: it is missing from the file store, or was changed there.\n'
      : '';
    const name = one.name.replaceAll(/\s+/g, ' ');
    return `${pathInPack(one)}\n  ${name}, ${sizeText(one.bytes)}, ${steps.replaceAll(/\s+/g, ' ')}\n${gone}`;
  });
}
