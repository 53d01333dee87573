import { describe, it } from 'vitest';
import { DATABASES } from '../support/database.ts';
import { allAtSeven } from './at-seven.ts';

describe.each(DATABASES)('many routines at 07:00, on %s', (kind) => {
  it('start a run each, once, though two replicas could fire them', () => {
    return allAtSeven(kind, { many: kind === 'sqlite' ? 200 : 60, replicas: 2 });
  });
});
