import { describe, it } from 'vitest';
import { DATABASES } from '../support/database.ts';
import { allAtSeven } from './at-seven.ts';

describe.each(DATABASES)('a thousand routines at 07:00, on %s', (kind) => {
  it('start a run each, once, though three replicas could fire them', () => {
    return allAtSeven(kind, { many: 1_000, replicas: 3 });
  });
});
