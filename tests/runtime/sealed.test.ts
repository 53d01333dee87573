import { describe, expect, it } from 'vitest';
import { sealWith } from '../../src/runtime/sealed.ts';

describe('a sealed token', () => {
  const seal = sealWith('a secret of at least thirty-two characters', 'tokens');
  const token = 'xoxb-1234-5678-abcdef';

  it('opens for its workspace alone, and is never twice the same', () => {
    const [one, other] = [seal.close(token, 'T1'), seal.close(token, 'T1')];
    expect(one).not.toBe(other);
    expect(one).not.toContain(token);
    expect([seal.open(one, 'T1'), seal.open(other, 'T1')]).toEqual([token, token]);
    expect(() => seal.open(one, 'T2')).toThrow();
  });

  it('does not open with another secret or as another thing, nor when a byte of it was changed', () => {
    const sealed = seal.close(token, 'T1');
    expect(() => sealWith('a secret of at least thirty-two characters', 'secrets').open(sealed, 'T1')).toThrow();
    expect(() => sealWith('another secret of thirty-two characters!', 'tokens').open(sealed, 'T1')).toThrow();
    const bytes = Buffer.from(sealed, 'base64url');
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => seal.open(changed.toString('base64url'), 'T1')).toThrow();
    }
    expect(() => seal.open('', 'T1')).toThrow();
  });
});
