/** What somebody typed in Slack, with the people, channels and groups in it called as the phrases call them. */
import { codeOf } from './chat-errors.ts';
import type { Parts } from './parts.ts';
import type { Team } from './teams.ts';

// No mark goes on past the next one: reading a text that is nothing but beginnings takes no longer than another.
const PERSON = /<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g;
/** People of one text that Slack is asked about: no phrase names more. */
const MOST_PEOPLE = 20;

/**
 * `<@U7|ana>` becomes `U7` (a member's id here), `<#C1|kitchen>` becomes `#kitchen`, `<https://…|text>` the address,
 * `<mailto:kim@example.com|…>` the address without its scheme, `<!here>` becomes `@here`, and Slack's escapes the
 * characters they stand for. The bot's own mention is left out. Whoever is named is known here afterwards, unless they
 * are nobody, or named after the first twenty. Throws what the client throws.
 */
export async function typed(parts: Parts, team: Team, text: string): Promise<string> {
  const others = [...text.matchAll(PERSON)].map(([, user = '']) => user).filter((user) => user !== team.botUser);
  await Promise.all([...new Set(others)].slice(0, MOST_PEOPLE).map((user) => knownIfThere(parts, team, user)));
  return text
    .replaceAll(PERSON, (_, user: string) => (user === team.botUser ? '' : user))
    .replaceAll(/<#([A-Z0-9]+)(?:\|([^<>]*))?>/g, (_, id: string, name = '') => `#${name === '' ? id : name}`)
    .replaceAll(/<(?:mailto|tel):([^|<>]+)(?:\|[^<>]*)?>/g, '$1')
    .replaceAll(/<(https?:[^|<>]+)(?:\|[^<>]*)?>/g, '$1')
    .replaceAll(
      /<!(?:subteam\^[A-Z0-9]+\|@?([^<>]*)|date\^[^|<>]*\|([^<>]*)|([a-z]+)(?:\|[^<>]*)?)>/g,
      (_, group, date, all) => date ?? `@${group ?? all}`,
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/** Makes somebody who is named known here. An account that is not there stays unknown. Throws what the client throws. */
export async function knownIfThere(parts: Parts, team: Team, user: string): Promise<void> {
  try {
    await parts.people.known(team, user);
  } catch (error) {
    if (!['user_not_found', 'user_not_visible'].includes(codeOf(error))) throw error;
  }
}
