import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elsewhere, PHRASES, type Phrase, parsePhrase } from '../../src/runtime/phrase.ts';

/** What some phrases become with what follows them. */
const MORE = ['digest_time', 'digest_off', 'mine_time', 'mine_off', 'routines'];

describe('what follows /sop', () => {
  it.each<[string, Phrase]>([
    ['', { type: 'help' }],
    ['  \t', { type: 'help' }],
    ['HELP', { type: 'help' }],
    ['list', { type: 'list' }],
    ['status now please', { type: 'status' }],
    ['import', { type: 'import' }],
    ['import Opening checks.pdf', { type: 'import', file: 'Opening checks.pdf' }],
    ['run opening-checks', { type: 'run', key: 'opening-checks', inputs: {} }],
    ['Run Opening_Checks', { type: 'run', key: 'opening-checks', inputs: {} }],
    ['run "opening checks"', { type: 'run', key: 'opening-checks', inputs: {} }],
    ['run refund amount=120 order=A-1', { type: 'run', key: 'refund', inputs: { amount: '120', order: 'A-1' } }],
    ['run refund reason="late delivery"', { type: 'run', key: 'refund', inputs: { reason: 'late delivery' } }],
    ['run refund reason=“late delivery”', { type: 'run', key: 'refund', inputs: { reason: 'late delivery' } }],
    [
      'run refund link=https://a.example/?b=c',
      { type: 'run', key: 'refund', inputs: { link: 'https://a.example/?b=c' } },
    ],
    ['run refund =5 note=', { type: 'run', key: 'refund', inputs: { note: '' } }],
    ['run Opening Checks', { type: 'run', key: 'opening-checks', inputs: {} }],
    ['run Opening Checks shift=early', { type: 'run', key: 'opening-checks', inputs: { shift: 'early' } }],
    ['run refund-request 120', { type: 'run', key: 'refund-request-120', inputs: {} }],
    ['run refund note=late delivery', { type: 'unknown', typed: 'run refund note=late delivery', phrase: 'run' }],
    ['run amount=5', { type: 'unknown', typed: 'run amount=5', phrase: 'run' }],
    ['evidence Opening Checks', { type: 'evidence', run: 'opening-checks' }],
    ['cancel Opening Checks', { type: 'cancel', run: 'opening-checks' }],
    ['show opening checks', { type: 'show', key: 'opening-checks' }],
    ['show opening checks steps 13-40', { type: 'show', key: 'opening-checks', steps: [13, 40] }],
    ['show opening-checks steps 13', { type: 'show', key: 'opening-checks', steps: [13] }],
    ['show first steps', { type: 'show', key: 'first-steps' }],
    ['edit refund', { type: 'edit', key: 'refund' }],
    ['publish refund', { type: 'publish', key: 'refund' }],
    ['mine', { type: 'mine' }],
    ['template', { type: 'template' }],
    ['template Staff Handover', { type: 'template', name: 'staff-handover' }],
    ['routines', { type: 'routines' }],
    ['routine opening', { type: 'routine', key: 'opening' }],
    ['routine Opening pause', { type: 'routine', key: 'opening', change: 'pause' }],
    ['routine opening RUN', { type: 'routine', key: 'opening', change: 'run' }],
    ['routine "Opening Checks" weekdays 06:30', { type: 'routine', key: 'opening-checks', when: 'weekdays 06:30' }],
    ['routine opening 30 6 * * 1-5', { type: 'routine', key: 'opening', when: '30 6 * * 1-5' }],
    ['routine', { type: 'routines' }],
    ['holidays', { type: 'holidays' }],
    ['holidays DE BY', { type: 'holidays', place: 'DE BY' }],
    ['closed', { type: 'closed' }],
    ['closed 24 December stocktaking', { type: 'closed', change: 'add', days: '24 December stocktaking' }],
    ['closed remove 2026-12-24', { type: 'closed', change: 'remove', days: '2026-12-24' }],
    ['closed remove', { type: 'unknown', typed: 'closed remove', phrase: 'closed' }],
    ['digest', { type: 'digest', span: 'today' }],
    ['digest Yesterday', { type: 'digest', span: 'yesterday' }],
    ['digest for the week', { type: 'digest', span: 'week' }],
    ['digest daily', { type: 'digest_time', kind: 'day', when: '' }],
    ['digest Daily 7:30 Europe/Lisbon', { type: 'digest_time', kind: 'day', when: '7:30 Europe/Lisbon' }],
    ['digest weekly on monday at 8am', { type: 'digest_time', kind: 'week', when: 'on monday at 8am' }],
    ['digest off', { type: 'digest_off' }],
    ['digest weekly OFF', { type: 'digest_off', kind: 'week' }],
    ['digest daily off', { type: 'digest_off', kind: 'day' }],
    ['digest off now', { type: 'unknown', typed: 'digest off now', phrase: 'digest' }],
    ['mine daily 08:00', { type: 'mine_time', when: '08:00' }],
    ['mine every day at 8', { type: 'mine_time', when: 'at 8' }],
    ['mine off', { type: 'mine_off' }],
    ['mine all', { type: 'mine' }],
    ['digest of May', { type: 'unknown', typed: 'digest of May', phrase: 'digest' }],
    ['evidence', { type: 'evidence' }],
    ['evidence refund', { type: 'evidence', run: 'refund' }],
    ['cancel', { type: 'cancel' }],
    ['roles', { type: 'roles' }],
    ['role shift_lead add Ana Lima', { type: 'role', change: 'add', role: 'shift_lead', member: 'Ana Lima' }],
    ['role Shift lead ADD Ana', { type: 'role', change: 'add', role: 'Shift lead', member: 'Ana' }],
    ['role Shift-Lead remove @ana', { type: 'role', change: 'remove', role: 'Shift-Lead', member: 'ana' }],
    ['run', { type: 'runnable' }],
    ['role add ana', { type: 'unknown', typed: 'role add ana', phrase: 'role' }],
    ['role x give ana', { type: 'unknown', typed: 'role x give ana', phrase: 'role' }],
    ['publsh refund', { type: 'unknown', typed: 'publsh refund', phrase: 'publish' }],
    ['make me a sandwich', { type: 'unknown', typed: 'make me a sandwich' }],
    ['constructor', { type: 'unknown', typed: 'constructor' }],
  ])('%j', (typed, phrase) => {
    expect(parsePhrase(typed)).toEqual(phrase);
  });

  it('is never too strange to be read', () => {
    const beginning = fc.constantFrom('', ...PHRASES.map((one) => `${one.phrase} `));
    const property = fc.property(beginning, fc.string({ unit: 'binary', maxLength: 300 }), (first, rest) => {
      const phrase = parsePhrase(first + rest);
      expect(['help', 'unknown', 'runnable', ...MORE, ...PHRASES.map((one) => one.phrase)]).toContain(phrase.type);
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  it('is read at once, however long it is', () => {
    for (const long of ['"'.repeat(200_000), 'a=" '.repeat(50_000), 'run x '.repeat(50_000), '“'.repeat(100_001)]) {
      expect(() => parsePhrase(`run key ${long}`)).not.toThrow();
    }
  }, 2_000);
});

describe('another conversation, named at the end of a routine', () => {
  it.each([
    ['routine tea daily 06:30 in #kitchen', { phrase: 'routine tea daily 06:30', channel: 'kitchen' }],
    ['routine tea in <#C7|kitchen>', { phrase: 'routine tea', channel: 'C7' }],
    ['  Routine tea pause  IN  <#C7> ', { phrase: '  Routine tea pause', channel: 'C7' }],
    ['routine tea daily 06:30 in the kitchen', undefined],
    ['run tea in #kitchen', undefined],
    ['routine in #kitchen', undefined],
  ])('%j', (typed, found) => {
    expect(elsewhere(typed)).toEqual(found);
  });
});
