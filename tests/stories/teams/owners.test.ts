/** A role that a team's owners hold: whoever becomes an owner gets it, whoever is one no more loses it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadPeople } from '../../../src/store/people.ts';
import { OPENING } from '../slack/sops.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';

const HOUR = 60 * 60_000;

let cafe: Cafe;
/** Who owns the team: it changes. */
const owners = ['ana', 'cem'];
let now = Date.now();

beforeAll(async () => {
  cafe = await openCafe({ owners, parts: { clock: { now: () => now } } });
  await cafe.publishes(OPENING);
});
afterAll(async () => {
  expect(cafe.teams.violations).toEqual([]);
  await cafe.end();
});

const person = (name: string) => cafe.teams.person(name);
/** Who holds the role, by their keys. */
const openers = async () => {
  const { holders } = await loadPeople(cafe.app.db, cafe.workspace);
  const keyOf = (id: string) => ['ana', 'ben', 'cem', 'dee'].find((name) => person(name).aadObjectId === id);
  return (holders.opener ?? []).map(keyOf).toSorted();
};

it('refuses whoever may give no roles, once', async () => {
  const post = await person('ben').says('Kitchen', '@Sopwith role opener add owners');
  expect(readable(await cafe.answers(post, /administrator/)).match(/administrator/g)).toHaveLength(1);
  expect(await openers()).toEqual([]);
});

it('gives it to those who own the team', async () => {
  const post = await person('ana').says('Kitchen', '@Sopwith role opener add owners');
  expect(readable(await cafe.answers(post, /The owners of this team/))).toContain('Cem Yilmaz now holds');
  expect(await openers()).toEqual(['ana', 'cem']);
});

it('gives it to those who become owners later, and takes it from those who are owners no more', async () => {
  owners.splice(owners.indexOf('cem'), 1, 'dee');
  await person('ben').says('Kitchen', '@Sopwith help');
  expect(await openers()).toEqual(['ana', 'cem']);
  now += HOUR;
  await person('ben').says('Kitchen', '@Sopwith list');
  await cafe.stops();
  await cafe.starts();
  expect(await openers()).toEqual(['ana', 'dee']);
});

it('leaves it where it is while nobody may look', async () => {
  owners.splice(0, owners.length, 'ben');
  cafe.teams.graph.forbid('members');
  const post = await person('ana').says('Kitchen', '@Sopwith role opener remove owners');
  await cafe.answers(post, /TeamMember\.Read\.Group/);
  expect(await openers()).toEqual(['ana', 'dee']);
});
