/** What a client asks that says whatever somebody has it say: where it is, what was pressed, on which message. */
import { expect } from 'vitest';
import type { Json } from '../../support/slack/json.ts';
import type { Scene } from '../../support/teams/activities.ts';
import { executed, extensionQuery, taskFetch } from '../../support/teams/invokes.ts';
import type { Place } from '../../support/teams/seed.ts';
import type { Cafe } from './cafe.ts';

type Made = (scene: Scene) => Json;

/** Sends it as this person, in this place. Gives what is answered, as JSON. */
export async function claims({ teams }: Cafe, name: string, place: Place, made: Made): Promise<string> {
  const { status, body } = await teams.desk.send(made({ by: teams.person(name), place, serviceUrl: teams.serviceUrl }))
    .done;
  expect(status).toBe(200);
  return JSON.stringify(body) ?? '';
}

/** A button that no card has. */
export const pressing =
  (value: Json, on = '1', more: Json = {}) =>
  (scene: Scene) =>
    executed(scene, on, { verb: 'sopwith', data: { value: { v: 1, ...value }, ...more } });

/** One that opens a dialog. */
export const opening = (value: Json) => (scene: Scene) => taskFetch(scene, '1', { value: { v: 1, ...value } });

export const searching = (words: string) => (scene: Scene) => extensionQuery(scene, 'sops', words);
