import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signWith } from '../../../src/adapters/teams/signed.ts';

const SECRET = 'a secret of at least thirty-two characters';
const UNTIL = 1_764_000_000_000;

describe('a ticket', () => {
  const tickets = signWith(SECRET, 'uploads');
  const payload = { workspace: 'w', place: 'teams:19:ünïcode@thread.tacv2', run: '1' };
  const ticket = tickets.sign(payload, UNTIL);

  it('says what was signed, until its time is over', () => {
    expect(tickets.read(ticket, 0)).toEqual(payload);
    expect(tickets.read(ticket, UNTIL - 1)).toEqual(payload);
    expect(tickets.read(ticket, UNTIL)).toBeUndefined();
    expect(tickets.read(ticket, Number.MAX_SAFE_INTEGER)).toBeUndefined();
  });

  it('is the same for the same, and fits into an address as it is', () => {
    expect(tickets.sign(payload, UNTIL)).toBe(ticket);
    expect(signWith(SECRET, 'uploads').read(ticket, 0)).toEqual(payload);
    expect(encodeURIComponent(ticket)).toBe(ticket);
  });

  it('is nothing for another secret or another purpose', () => {
    expect(signWith(`${SECRET}!`, 'uploads').read(ticket, 0)).toBeUndefined();
    expect(signWith(SECRET, 'pictures').read(ticket, 0)).toBeUndefined();
    expect(signWith(SECRET, 'pictures').sign(payload, UNTIL)).not.toBe(ticket);
  });

  it('does not survive a change of any character', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let at = 0; at < ticket.length; at += 1) {
      for (const other of ticket[at] === '.' ? ['A', '', '..'] : [...alphabet].filter((one) => one !== ticket[at])) {
        const changed = ticket.slice(0, at) + other + ticket.slice(at + 1);
        expect({ changed, read: tickets.read(changed, 0) }).toEqual({ changed, read: undefined });
      }
    }
  });

  it('cannot be put together from two, cut, or added to', () => {
    const other = tickets.sign({ ...payload, run: '2' }, UNTIL);
    const [body = '', code = ''] = ticket.split('.');
    const [otherBody = '', otherCode = ''] = other.split('.');
    const absurd = [
      ...[`${otherBody}.${code}`, `${body}.${otherCode}`, body, `${body}.`, `.${code}`, `.${code}.`, '.', '..', ''],
      ...[`${ticket}.`, `${ticket}=`, `${ticket}\n`, ` ${ticket}`, `${body}.${code}.${code}`, ticket.slice(0, -1)],
      ...['__proto__', 'null', '[1,2]', 'é'.repeat(43), `${body}.${'é'.repeat(43)}`, '\0', 'x'.repeat(5_000_000)],
    ];
    for (const one of absurd) expect(tickets.read(one, 0)).toBeUndefined();
  });

  it('reads nothing that it did not sign', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (one, other) => tickets.read(`${one}.${other}`, 0) === undefined));
  });

  it('says again whatever was signed', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ maxLength: 20 }), fc.string({ maxLength: 40 }), { maxKeys: 5 }),
        (given) => {
          const { __proto__: _, ...plain } = given;
          expect(tickets.read(tickets.sign(plain, UNTIL), 0)).toEqual(JSON.parse(JSON.stringify(plain)));
        },
      ),
    );
  });

  it('is refused if no address could hold it', () => {
    expect(() => tickets.sign({ text: 'x'.repeat(2_000) }, UNTIL)).toThrow(/at most/);
  });
});
