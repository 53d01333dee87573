/** How long, as people type it: `30m` for `PT30M`. What is in no such form stays as it is. */

const PARTS = [
  ['w', /^P(\d+)W$/],
  ['d', /^P(\d+)D$/],
  ['h', /^PT(\d+)H$/],
  ['m', /^PT(\d+)M$/],
  ['s', /^PT(\d+)S$/],
];

export function shortDuration(iso) {
  if (iso === undefined) return '';
  for (const [unit, pattern] of PARTS) {
    const found = pattern.exec(iso);
    if (found) return `${found[1]}${unit}`;
  }
  const mixed = /^PT(\d+)H(\d+)M$/.exec(iso);
  return mixed ? `${Number(mixed[1]) * 60 + Number(mixed[2])}m` : iso;
}

const UNITS = { w: 'week', d: 'day', h: 'hour', m: 'minute', s: 'second' };

/** `within 30 minutes` */
export function within(iso) {
  const short = shortDuration(iso);
  const found = /^(\d+)([wdhms])$/.exec(short);
  if (!found) return short === '' ? '' : `within ${short}`;
  return `within ${found[1]} ${UNITS[found[2]]}${found[1] === '1' ? '' : 's'}`;
}
