/** A group of people was given a role, or lost it: for whoever asked. */
import type { Card, Line } from '../card.ts';

interface Changed {
  /** The group, as it is called. */
  readonly name: string;
  readonly change: 'add' | 'remove';
  readonly isDone: boolean;
}

/** `items`: what was said to each member's change; none where the group is empty. */
export function roleGroupCard({ name, change, isDone }: Changed, items: readonly Line[]): Card {
  const text = isDone ? `${name}: ${DONE[change]}` : 'Nothing was changed.';
  return {
    ...{ title: isDone ? 'Done' : 'Not done', tone: isDone ? 'good' : 'attention', actions: [], fallback: text },
    elements: [{ type: 'text', text }, ...(items.length > 0 ? [{ type: 'list', items } as const] : [])],
  };
}

const DONE = {
  add: 'its members hold the role from now on. Who joins or leaves the group gets or loses it.',
  remove: 'its members do not hold the role any more.',
} as const;
