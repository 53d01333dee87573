/** Lists that come in pages. */
import { refused } from './graph-refusal.ts';
import type { Answered, Asked } from './serve.ts';

/** How many there are on a page if nobody says, and how many at most. */
export interface PageSize {
  readonly usual: number;
  readonly most: number;
}

/** `$top` of them, and the address of the next page if there is one. */
export function page({ query, origin, target }: Asked, all: readonly unknown[], { usual, most }: PageSize): Answered {
  const top = Number(query.get('$top') ?? usual);
  if (!Number.isInteger(top) || top < 1 || top > most) return refused(400, 'BadRequest');
  const from = Number(query.get('$skiptoken') ?? 0);
  const value = all.slice(from, from + top);
  const next = new URL(target, origin);
  next.searchParams.set('$skiptoken', String(from + top));
  const more = from + top < all.length ? { '@odata.nextLink': next.href } : {};
  return { status: 200, body: { '@odata.count': value.length, ...more, value } };
}
