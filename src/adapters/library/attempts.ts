/** Links that were not known, counted for whoever tried them: guessing ends long before it could find one. */
import { remember } from '../../runtime/remember.ts';

/** In one window so many wrong links for one address; where no proxy says whose it is, all of them share a larger number. */
const MOST = 20;
const MOST_TOGETHER = 300;
const WINDOW = 60_000;
/** Addresses that are remembered; the one longest unused is forgotten first. */
const REMEMBERED = 10_000;

export interface Attempts {
  /** Milliseconds to wait before this one may try again; 0: now. */
  wait(client: string, now: number): number;
  wrong(client: string, now: number): void;
}

export function attempts(): Attempts {
  const windows = new Map<string, { readonly from: number; readonly wrong: number }>();
  const current = (client: string, now: number) => {
    const known = windows.get(client);
    return known && now - known.from < WINDOW ? known : { from: now, wrong: 0 };
  };
  return {
    wait(client, now) {
      const { from, wrong } = current(client, now);
      return wrong < (client === '' ? MOST_TOGETHER : MOST) ? 0 : from + WINDOW - now;
    },
    wrong(client, now) {
      const { from, wrong } = current(client, now);
      remember(REMEMBERED, windows, [client, { from, wrong: wrong + 1 }]);
    },
  };
}
