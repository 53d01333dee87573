import { describe, expect, it } from 'vitest';
import { approvalOf } from '../../../src/engine/drafting/approval.ts';
import { isDecision, optionsOf } from '../../../src/engine/drafting/decision.ts';
import { clip, fold } from '../../../src/engine/drafting/fold.ts';
import { RoleBook } from '../../../src/engine/drafting/roles.ts';
import { Names, sopKeyOf } from '../../../src/engine/drafting/slug.ts';
import { lexicon } from './lexicons.ts';

const english = lexicon('en');

describe('approvals', () => {
  const book = () => {
    const roles = new RoleBook(english);
    roles.named('Support agent');
    roles.named('Support lead');
    return roles;
  };
  const cases: [string, object | undefined][] = [
    ['Get approval from the support lead.', { alone: true, approval: { role: 'support_lead', quorum: 1 } }],
    ['The support lead signs off the refund.', { alone: true }],
    [
      'Prepare the payment. It must be approved by two support leads who did not prepare it.',
      { alone: false, approval: { role: 'support_lead', quorum: 2, separation_of_duties: true } },
    ],
    [
      'Get approval for the refund. Above 100 EUR two support leads approve.',
      { above: 100, approval: { role: 'support_lead', quorum: 2 } },
    ],
    ['Get approval from somebody.', undefined],
    ['Tell the support lead.', undefined],
  ];
  it.each(cases)('%s', (text, expected) => {
    const found = approvalOf(text, [], book(), english);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });
});

describe('decisions', () => {
  it.each([
    ['Decide on the refund: full refund, partial refund or refuse.', [], ['Full refund', 'Partial refund', 'Refuse']],
    ['Choose the route', ['By road: under 100 km', 'By rail: all else'], ['By road', 'By rail']],
    ['Decide what to do next.', [], []],
  ])('%s', (text, nested, expected) => {
    expect(isDecision(text, english)).toBe(true);
    expect(optionsOf(text, nested, english).map((option) => option.title)).toEqual(expected);
  });
});

describe('names', () => {
  it('are slugs of the words that matter, each once', () => {
    const names = new Names();
    expect(names.take('Check the fridge temperature', 'step')).toBe('check_fridge_temperature');
    expect(names.take('Check the fridge temperature!', 'step')).toBe('check_fridge_temperature_2');
    expect(names.take('2 × Überprüfen', 'step')).toBe('uberprufen');
    expect(names.take('检查冰箱', 'step')).toBe('step');
    expect(names.take('检查门', 'step')).toBe('step_2');
    expect(sopKeyOf('S.O.P. 7A: Wäsche & Pflege')).toBe('s-o-p-7a-wasche-pflege');
    expect(sopKeyOf('…')).toBe('procedure');
  });

  it('text is folded and clipped at a word', () => {
    expect(fold('  Prüf’ die\nTür ')).toBe("pruf' die tur");
    expect(clip('one two three', 20)).toBe('one two three');
    expect(clip('one two three', 9)).toBe('one two…');
    expect(clip(`${'a'.repeat(8)}😀`, 10)).toBe(`${'a'.repeat(8)}😀`);
    expect(clip(`${'a'.repeat(8)}😀b`, 10)).toBe(`${'a'.repeat(8)}…`);
  });
});
