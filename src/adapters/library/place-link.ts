/** The conversation of a run, as a way there where its platform has an address for it. */
import { html } from 'hono/html';
import type { Markup } from './document.ts';
import { placeWords } from './sop-runs.ts';

export function placeLink(workspace: string, place: string): Markup | string {
  const address = addressOf(workspace, place);
  return address === undefined
    ? placeWords(place)
    : html`<a href="${address}" rel="noreferrer">${placeWords(place)}</a>`;
}

function addressOf(workspace: string, place: string): string | undefined {
  const [platform = '', ...rest] = place.split(':');
  if (platform === 'web') return `/#/${rest.map(encodeURIComponent).join('/')}`;
  const [, team] = /^slack-(T[A-Z0-9]+)$/.exec(workspace) ?? [];
  const [channel = ''] = rest;
  const isChannel = platform === 'slack' && rest.length === 1 && /^[CGD][A-Z0-9]+$/.test(channel);
  return team !== undefined && isChannel ? `https://app.slack.com/client/${team}/${channel}` : undefined;
}
