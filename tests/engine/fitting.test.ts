import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/engine/limits.ts';
import { type Fitting, fitting } from '../../src/engine/run/fitting.ts';
import type { OpenRun } from '../../src/engine/run/state.ts';
import type { Answered } from '../../src/engine/run/taking.ts';
import { contextOf, cooks, does, photo, procedure, type Story, started } from './run-story.ts';

const fridge = { id: 'fridge', title: 'Fridge', type: 'number', unit: '°C', min: 0, max: 5 } as const;
const freezer = { id: 'freezer', title: 'Freezer', type: 'number', unit: '°C' } as const;
const count = { id: 'count', title: 'Count', type: 'number' } as const;
const view = { id: 'view', title: 'View', type: 'photo' } as const;
const paper = { id: 'paper', title: 'Paper', type: 'file' } as const;
const remark = { id: 'remark', title: 'Remark', type: 'text' } as const;
const tick = { id: 'clean', title: 'All clean', type: 'checkbox' } as const;
const signed = { id: 'signed', title: 'Signed', type: 'signature' } as const;
const state = {
  ...{ id: 'state', title: 'State', type: 'choice' },
  options: [
    { id: 'good', title: 'Good' },
    { id: 'bad', title: 'Not good' },
  ],
} as const;
const link = { id: 'ticket', title: 'Ticket', type: 'link' } as const;
const sheet = photo('b', 'application/pdf');

function answered(story: Story, by: string, answer: Partial<Answered>): Fitting {
  const context = { ...contextOf(story.definition, by, story.now, story.people), definition: story.definition };
  return fitting(story.state as OpenRun, context, { text: '', files: [], ...answer });
}

/** A run whose first step asks for these. */
const asking = (...evidence: readonly object[]) => started(procedure([cooks('a', { evidence }), cooks('b')]));

describe('a reply is evidence', () => {
  it.each<[string, readonly object[], Partial<Answered>, readonly object[]]>([
    ['a number', [fridge], { text: '4.2' }, [{ item: 'fridge', value: '4.2' }]],
    ['with its unit', [fridge], { text: ' 4,2 °C ' }, [{ item: 'fridge', value: '4,2' }]],
    ['with its unit as phones write it', [fridge], { text: '4.2c' }, [{ item: 'fridge', value: '4.2' }]],
    ['below zero', [freezer], { text: '−18 °C' }, [{ item: 'freezer', value: '−18' }]],
    ['out of limits: it is kept, and a problem opens', [fridge], { text: '45' }, [{ item: 'fridge', value: '45' }]],
    ['named', [fridge, freezer], { text: 'Freezer: -18 °C' }, [{ item: 'freezer', value: '-18' }]],
    ['the first of two that are asked for', [fridge, freezer], { text: '4' }, [{ item: 'fridge', value: '4' }]],
    ['an option by its title', [state], { text: 'not good' }, [{ item: 'state', value: 'not good' }]],
    ['a tick', [tick], { text: 'Yes' }, [{ item: 'clean', value: 'Yes' }]],
    ['an address', [link], { text: 'https://example.com/7' }, [{ item: 'ticket', value: 'https://example.com/7' }]],
    ['words', [remark], { text: 'the seal is torn' }, [{ item: 'remark', value: 'the seal is torn' }]],
    ['a number before words', [remark, fridge], { text: '4' }, [{ item: 'fridge', value: '4' }]],
    ['a photo', [view], { files: [photo()] }, [{ item: 'view', value: photo() }]],
    [
      'photos',
      [view],
      { files: [photo('a'), photo('b')] },
      [photo('a'), photo('b')].map((value) => ({ item: 'view', value })),
    ],
    [
      'words with a photo are about the photo',
      [remark, view],
      { text: 'torn', files: [photo()] },
      [{ item: 'view', value: photo() }],
    ],
    [
      'a reading with its photo',
      [fridge, view],
      { text: '4.2 °C', files: [photo()] },
      [
        { item: 'view', value: photo() },
        { item: 'fridge', value: '4.2' },
      ],
    ],
    [
      'a photo and a document',
      [paper, view],
      { files: [sheet, photo()] },
      [
        { item: 'view', value: photo() },
        { item: 'paper', value: sheet },
      ],
    ],
    ['a photo where a file is asked for', [paper], { files: [photo()] }, [{ item: 'paper', value: photo() }]],
    [
      'a question that somebody says is evidence',
      [remark],
      { text: 'why?', isEvidence: true },
      [{ item: 'remark', value: 'why?' }],
    ],
  ])('%s', (_, evidence, answer, items) => {
    expect(answered(asking(...evidence), 'ana', answer)).toMatchObject({ type: 'fits', step: { id: 'a' }, items });
  });

  it.each<[string, readonly object[], Partial<Answered>]>([
    ['talk where a number is asked for', [fridge], { text: 'on my way' }],
    ['a number in a sentence', [fridge], { text: 'I need 5 minutes' }],
    ['a question where words are asked for', [remark], { text: 'who has the key?' }],
    ['nothing at all', [remark], { text: '  ' }],
    ['a name where a signature is asked for: that is typed in the form', [signed], { text: 'Ana Lima' }],
    ['an emoji where a tick is asked for', [tick], { text: ':thumbsup:' }],
    ['a document where a photo is asked for', [view], { files: [sheet] }],
    ['a photo where a number is asked for', [fridge], { files: [photo()] }],
    ['anything where nothing is asked for', [], { text: '4' }],
  ])('not: %s', (_, evidence, answer) => {
    expect(answered(asking(...evidence), 'ana', answer)).toEqual({ type: 'none' });
  });

  it.each([
    ['another unit', fridge, '40 °F'],
    ['a thousand or one', count, '1,000'],
    ['a unit that nobody asked for', count, '5 pcs'],
  ])('not, but told: %s', (_, item, text) => {
    expect(answered(asking(item), 'ana', { text })).toMatchObject({
      type: 'unclear',
      item: { id: item.id },
      typed: text,
    });
    expect(answered(asking(remark, item), 'ana', { text })).toMatchObject({ type: 'unclear' });
    expect(answered(asking(item), 'sam', { text })).toEqual({ type: 'none' });
  });

  it('not, but told: a text that is too long to be kept', () => {
    const long = answered(asking(remark), 'ana', { text: 'x'.repeat(LIMITS.text + 1) });
    expect(long).toMatchObject({ type: 'unclear', item: { id: 'remark' } });
  });

  it('files that the step has no use for are named', () => {
    expect(answered(asking(view), 'ana', { files: [photo(), sheet] })).toMatchObject({ type: 'fits', left: [sheet] });
  });

  it('the last reading counts, but words never replace words', () => {
    const run = asking(fridge, remark).by(
      'ana',
      does.record('a', { item: 'fridge', value: 4 }, { item: 'remark', value: 'ok' }),
    );
    expect(answered(run, 'ana', { text: '5' })).toMatchObject({
      type: 'fits',
      items: [{ item: 'fridge', value: '5' }],
    });
    expect(answered(run, 'ana', { text: 'thanks' })).toEqual({ type: 'none' });
    const meant = { text: 'the seal is torn', isEvidence: true };
    expect(answered(run, 'ana', meant)).toMatchObject({ type: 'fits', items: [{ item: 'remark' }] });
  });

  it.each<[string, object, Partial<Answered>, boolean]>([
    ['a reading', fridge, { text: '4.2 °C' }, false],
    ['a photo', view, { files: [photo()] }, false],
    ['words', remark, { text: 'good morning' }, true],
    ['yes', tick, { text: 'yes' }, true],
    ['an option', state, { text: 'good' }, true],
  ])('%s of somebody who does not do the step is refused', (_, item, answer, couldBeTalk) => {
    const refused = { type: 'refused', refusal: { code: 'not_yours' }, couldBeTalk };
    expect(answered(asking(item), 'sam', answer)).toMatchObject(refused);
  });

  describe('of two steps that are now', () => {
    const both = started(
      procedure([cooks('a', { evidence: [fridge] }), cooks('b', { needs: [], evidence: [freezer] })]),
    );

    it('the one that is theirs by name', () => {
      const run = both.by('ana', does.claim('b'));
      expect(answered(run, 'ana', { text: '4' })).toMatchObject({ type: 'fits', step: { id: 'b' } });
      expect(answered(run, 'ben', { text: '4' })).toMatchObject({ type: 'fits', step: { id: 'a' } });
    });

    it('neither, where both could be meant', () => {
      const several = { type: 'several', steps: [{ id: 'a' }, { id: 'b' }], couldBeTalk: false };
      expect(answered(both, 'ana', { text: '4' })).toMatchObject(several);
    });
  });

  it('nothing of a step that waits for approval, is done, or comes later', () => {
    const approved = procedure([
      cooks('a', { evidence: [remark], approval: { role: 'lead' } }),
      cooks('b', { evidence: [fridge] }),
    ]);
    const waiting = started(approved).by('ana', does.complete('a', { items: [{ item: 'remark', value: 'ok' }] }));
    expect(answered(waiting, 'ana', { text: 'one more thing' })).toEqual({ type: 'none' });
    expect(answered(waiting, 'ana', { text: '4' })).toEqual({ type: 'none' });
    const after = waiting.by('lea', does.approve('a'));
    expect(answered(after, 'ana', { text: '4' })).toMatchObject({ type: 'fits', step: { id: 'b' } });
  });
});
