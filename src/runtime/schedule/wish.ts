/** What stands in `/sop routine KEY …`: when, and at its end who, until when and in whose time. */
import type { Schedule } from '../../engine/routine/schedule.ts';
import { readDuration } from '../when.ts';
import { readSchedule } from './read.ts';

/** All as typed; what was not said is empty. */
export interface Wish {
  readonly schedule: string;
  readonly due: string;
  readonly closes: string;
  /** Who is on shift. */
  readonly shift: string;
  readonly zone?: string;
  readonly holidays?: NonNullable<Schedule['holidays']>;
}

type Part = Omit<Wish, 'schedule'>;

/**
 * `weekdays 06:30 due 07:30 until 09:00 for @Ana Europe/Lisbon`: the parts may stand in any order behind the times. What can be read
 * as a schedule by itself is one (`every 2 hours from 8:00 until 18:00`), and so is what is left when no part is found any
 * more, or one for the second time: why it is none is found out later, and said.
 */
export function readWish(typed: string): Wish {
  let [schedule, said]: [string, Partial<Part>] = [typed.trim(), {}];
  // Nobody says it in more; looking for its parts in pages of spaces takes seconds.
  while (schedule.length <= LONGEST && !readSchedule(schedule).ok) {
    const last = lastPart(schedule);
    if (!last || Object.keys(last.part).some((key) => key in said)) break;
    [schedule, said] = [last.rest, { ...said, ...last.part }];
  }
  return { due: '', closes: '', shift: '', ...said, schedule };
}

function lastPart(text: string): { readonly rest: string; readonly part: Partial<Part> } | undefined {
  const [, before = '', zone] = ZONE.exec(text) ?? [];
  if (zone !== undefined) return { rest: before, part: { zone } };
  const [, days = '', how] = DAYS.exec(text) ?? [];
  if (how !== undefined) return { rest: days, part: { holidays: /also|even|and/i.test(how) ? 'also' : 'except' } };
  const [, rest = '', word, value = ''] = PART.exec(text) ?? [];
  switch (word?.toLowerCase()) {
    case 'due':
      return { rest, part: { due: value } };
    case 'until':
    case 'till':
      return { rest, part: { closes: value } };
    case 'for':
      return { rest, part: readDuration(value) === undefined ? { shift: value } : { closes: value } };
    default:
      return undefined;
  }
}

const LONGEST = 1_000;
const PART = /^(.*\S)\s+(due|until|till|for)\s+(\S.*)$/is;

/** `except holidays`, `also on holidays` */
const DAYS = /^(.*[^\s,])[\s,]+(except|but not|not|also|even|and)\s+(?:on\s+)?(?:public\s+|bank\s+)?holidays$/is;

/** Whether there is one of that name is found out later, and said. */
const ZONE = /^(.*\S)\s+(utc|gmt|[a-z_]+(?:\/[a-z_+-]+\d*)+)$/is;
