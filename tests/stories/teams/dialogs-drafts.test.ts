/** The forms of a draft, of a routine and of roles as dialogs: nothing that was written is lost, and nothing overwritten. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, objects, text } from '../../support/slack/json.ts';
import type { Message } from '../../support/teams/held.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';
import { below, type Dialogs, dialogsIn, dialogText, inputsOf, typedIn } from './dialogs.ts';
import { type Seeing, seeing } from './seeing.ts';
import { LONG } from './sops.ts';

let cafe: Cafe;
let sees: Seeing;
let forms: Dialogs;
const person = (name: string) => cafe.teams.person(name);
const opens: Dialogs['opens'] = (...asked) => forms.opens(...asked);
const toldBy: Dialogs['toldBy'] = (...asked) => forms.toldBy(...asked);

describe('the forms of a draft, of a routine, of roles', () => {
  beforeAll(async () => {
    cafe = await openCafe();
    sees = seeing(cafe);
    forms = dialogsIn(cafe);
    await cafe.publishes(LONG, { receiver: ['ben'] });
  });
  afterAll(async () => {
    await sees.quiet();
    await cafe.end();
  });

  const YAML = 'SOP as YAML';
  const yamlIn = (dialog: Json) => text(typedIn(dialog)[YAML]);
  let draft: Message;

  it('begin with the questions of an interview, and keep what was written where no step is in it', async () => {
    const post = await person('ana').says('Kitchen', '@Sopwith new');
    const on = await sees.thread(post, '[Fill in]');
    const form = await opens('ana', on, 'Fill in');
    const steps = text(Object.keys(inputsOf(form)).find((one) => one.startsWith('What is done')));
    const purpose = 'Nobody comes home to a cold kitchen.';
    const empty = await person('ana').submits(
      form,
      { 'What is it called?': 'Closing the bar', 'What is it for?': purpose, [steps]: ' ' },
      { on },
    );
    expect(dialogText(empty)).toContain('There are no steps in it yet');
    expect(typedIn(empty)).toMatchObject({ 'What is it called?': 'Closing the bar', 'What is it for?': purpose });
    const said = 'Barkeeper: wipe down the counter\nBarkeeper: read the fridge\nBarkeeper: lock the door';
    expect(await person('ana').submits(empty ?? {}, { [steps]: said }, { on })).toBeUndefined();
    draft = await sees.place('Kitchen', /Closing the bar[\s\S]*Wipe down the counter/);
  });

  it('edit a draft as YAML, say where it is wrong, and lose nothing', async () => {
    const form = await opens('ana', draft, 'Edit as YAML');
    const broken = `${yamlIn(form).replace('Wipe down the counter', 'Wipe the counter')}\nsteps: [`;
    const wrong = await person('ana').submits(form, { [YAML]: broken }, { on: draft });
    expect(below(wrong, YAML)).toMatch(/Mend this[\s\S]*line \d+/);
    expect(yamlIn(wrong ?? {})).toBe(broken);
    const mended = broken.replace('\nsteps: [', '');
    const saved = await person('ana').submits(wrong ?? {}, { [YAML]: mended }, { on: draft });
    expect(dialogText(saved)).toContain('is saved');
    await cafe.becomes(draft, 'Wipe the counter');
  });

  it('never overwrite what somebody saved meanwhile, neither at once nor after a mistake was mended', async () => {
    const [mine, other] = [await opens('ana', draft, 'Edit as YAML'), await opens('ben', draft, 'Edit as YAML')];
    const saved = await person('ben').submits(
      other,
      { [YAML]: yamlIn(other).replace('Closing the bar', 'Closing both bars') },
      { on: draft },
    );
    expect(dialogText(saved)).toContain('is saved');
    const own = yamlIn(mine).replace('Closing the bar', 'Closing no bar');
    const late = await person('ana').submits(mine, { [YAML]: own }, { on: draft });
    expect(dialogText(late)).toMatch(/Ben Okafor[\s\S]*saved this draft/);
    expect(yamlIn(late ?? {})).toBe(own);
    const broken = await person('ana').submits(mine, { [YAML]: `${own}\nsteps: [` }, { on: draft });
    expect(dialogText(broken)).toContain('Mend this');
    const again = await person('ana').submits(broken ?? {}, { [YAML]: own }, { on: draft });
    expect(dialogText(again)).toMatch(/Ben Okafor[\s\S]*saved this draft/);
    await cafe.becomes(draft, 'Closing both bars');
  });

  it('edit one step, from the list of all', async () => {
    const list = await opens('ana', draft, 'Edit a step');
    expect(dialogText(list)).toContain('Read the fridge');
    const form = await person('ana').submits(list, {}, { button: 'Edit', on: draft });
    expect(dialogText(form)).toContain('Edit step 1');
    const wrong = await person('ana').submits(form ?? {}, { Title: 'Wipe it all', Within: 'soon' }, { on: draft });
    expect(dialogText(wrong)).toMatch(/Within[\s\S]*30m/);
    expect(typedIn(wrong)).toMatchObject({ Title: 'Wipe it all', Within: 'soon' });
    const saved = await person('ana').submits(wrong ?? {}, { Within: '30m' }, { on: draft });
    expect(dialogText(saved)).toContain('is saved');
    await cafe.becomes(draft, 'Wipe it all');
  });

  it('answer the questions of a draft, unless somebody was faster', async () => {
    const steps = '# Night round\n\n1. Lock the back door\n2. Read the fridge thermometer\n3. Set the alarm\n';
    const files = [{ name: 'night-round.md', bytes: Buffer.from(steps) }];
    await person('ana').says('Kitchen', '@Sopwith import', { files });
    const asking = await sees.place('Kitchen', /Night round[\s\S]*\[Answer\]/);
    const [form, other] = [await opens('ana', asking, 'Answer'), await opens('ben', asking, 'Answer')];
    const nothing = await person('ana').submits(form, {}, { on: asking });
    expect(dialogText(nothing)).toContain('Answer at least one question');
    const role = text(Object.keys(inputsOf(form)).find((one) => one.startsWith('Or another role')));
    expect(Object.keys(inputsOf(form))).toContain(role);
    const saved = await person('ana').submits(nothing ?? {}, { [role]: 'Night porter' }, { on: asking });
    expect(dialogText(saved)).toContain('is saved');
    await cafe.becomes(asking, 'Night porter');
    const late = await person('ben').submits(other, { [role]: 'Cook' }, { on: asking });
    expect(dialogText(late)).toMatch(/Ana Silva[\s\S]*saved this draft/);
    expect(readable(cafe.teams.message(asking) ?? asking)).not.toContain('Cook');
  });

  it('say that a draft is gone', async () => {
    const form = await opens('ana', draft, 'Edit as YAML');
    await person('ben').presses(draft, 'Discard the draft');
    await cafe.becomes(draft, /[Dd]iscarded/);
    const late = await person('ana').submits(form, {}, { on: draft });
    expect(dialogText(late)).toMatch(/Ben Okafor[\s\S]*discarded/);
  });

  it('set a routine, with errors at their fields', async () => {
    const post = await person('ana').says('Kitchen', '@Sopwith routine long');
    const on = await sees.thread(post, '[Fill in]');
    const form = await opens('ana', on, 'Fill in');
    expect(typedIn(form)).toMatchObject({ 'Time zone': 'Europe/Lisbon' });
    const wrong = await person('ana').submits(form, { When: 'now and then', Until: '09:00' }, { on });
    expect(below(wrong, 'When')).toContain('“now and then”');
    expect(typedIn(wrong)).toEqual({ When: 'now and then', Until: '09:00', 'Time zone': 'Europe/Lisbon' });
    const nowhere = await person('ana').submits(wrong ?? {}, { When: 'weekdays 06:30', 'Time zone': 'Mars' }, { on });
    expect(below(nowhere, 'Time zone')).toContain('Mars');
    const closing = await person('ana').submits(nowhere ?? {}, { 'Time zone': 'UTC', Until: 'late' }, { on });
    expect(below(closing, 'Until')).toContain('“late”');
    expect(await person('ana').submits(closing ?? {}, { Until: '09:00' }, { on })).toBeUndefined();
    const card = await sees.place('Kitchen', 'Routine: Long list');
    expect(readable(card)).toContain('Every weekday at 06:30, until 09:00 (UTC)');
    const change = await opens('ana', card, 'Change');
    expect(typedIn(change)).toEqual({ When: 'weekdays 06:30', Until: '09:00', 'Time zone': 'UTC' });
    expect(await person('ana').submits(change, { When: 'weekdays 07:15' }, { on: card })).toBeUndefined();
    await cafe.becomes(card, '07:15');
    expect(await toldBy('ben', card, 'Change')).not.toContain('07:16');
  });

  it('give a role, to whoever administers', async () => {
    const post = await person('ana').says('Kitchen', '@Sopwith roles');
    const card = await sees.thread(post, '[Give or take a role]');
    expect(await toldBy('ben', card, 'Give or take a role')).toContain('Only an administrator');
    const form = await opens('ana', card, 'Give or take a role');
    expect(objects(inputsOf(form).Role?.choices).map(({ title }) => title)).toEqual(['Receiver']);
    const given = { Role: 'Receiver', Who: 'Ana Silva', 'Give or take': 'Give the role' };
    const saved = await person('ana').submits(form, given, { on: card });
    expect(dialogText(saved)).toContain('Ana Silva now holds the role Receiver');
  });
});
