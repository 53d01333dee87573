/** What somebody types who has never seen this before, and what they are told. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../../src/engine/drafting/draft.ts';
import type { Answer } from '../../src/runtime/conversation.ts';
import { loadSop } from '../../src/runtime/talking.ts';
import { listSops } from '../../src/store/sops.ts';
import { told, wordsOf } from './words.ts';
import { openWorkplace, type Posted, type Workplace } from './workplace.ts';

const text = (content: string) => new TextEncoder().encode(content);

const CLOSING = `sop: closing
title: Closing the shop
steps:
  - {id: lock, title: Lock the back door}
  - {id: lights, title: Switch the lights off}
`;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace('sqlite');
});
afterAll(() => work.end());

/** A private card as something that can be pressed. */
function shown(answer: Answer): Posted {
  if (answer.type !== 'card') throw new Error(`no card but ${answer.type}`);
  return { id: '', author: null, text: '', card: answer.card, says: wordsOf(answer.card, answer.names) };
}

async function drafted(key: string, yaml: object, questions: Question[] = []): Promise<Posted> {
  const reply = await work.app.handle({
    ...{ workspace: work.app.workspace, key: `draft:${key}`, actor: { type: 'service', id: 'import' } },
    command: {
      ...{ type: 'createDraft', sop: `id-${key}`, definition: { sop: key, ...yaml }, questions, place: 'web:kitchen' },
    },
  });
  if (reply.status === 'refused') throw new Error(JSON.stringify(reply.refusal));
  await work.idle();
  return work.find('kitchen', String((yaml as { title: string }).title));
}

async function draftOf(key: string) {
  const sop = await loadSop(work.app as never, work.app.workspace, `id-${key}`);
  if (!sop?.draft) throw new Error(`${key} has no draft`);
  return sop.draft;
}

describe('an import', () => {
  it('takes the newest file, and says why that one is none', async () => {
    const old = await work.upload('handbook.md', 'text/markdown', text('1. Lock the door.\n2. Set the alarm.\n'));
    const newest = await work.upload('tool.exe', 'application/octet-stream', text('MZ\0\x01\x02\x03'));
    await work.say('ana', 'import', { channel: 'general', files: [newest, old] });
    await work.idle();
    const card = await work.find('general', 'Could not read tool.exe');
    expect(card.says).toMatch(/not a document/);
    expect(card.says).toMatch(/\/sop import NAME/);
  });

  it('of an SOP as YAML keeps it as it is', async () => {
    const file = await work.upload('closing.sop (1).yaml', 'application/yaml', text(CLOSING));
    await work.say('ana', 'import', { channel: 'general', files: [file] });
    await work.idle();
    const draft = await work.find('general', 'Closing the shop');
    expect(draft.says).toContain('Lock the back door');
    expect(draft.says).not.toContain('Please check');
    const yaml = await work.say('ana', 'yaml closing');
    expect(yaml.type === 'file' && fromBytes(yaml.bytes)).toContain('- id: lights\n    title: Switch the lights off');
  });

  it('of YAML that is wrong says where, by line and path', async () => {
    const file = await work.upload(
      'bad.sop.yaml',
      'application/yaml',
      text(
        `${CLOSING}    duu: 1h\nwho: Ana\n`.replace(
          '{id: lights, title: Switch the lights off}',
          'id: lights\n    title: Off',
        ),
      ),
    );
    await work.say('ana', 'import', { channel: 'general', files: [file] });
    await work.idle();
    const { says } = await work.find('general', 'Could not read bad.sop.yaml');
    expect(says).toContain('line 7, steps.lights.duu: is not known here. Did you mean due?');
    expect(says).toContain('line 8, who: is not known here.');
  });
});

describe('a run', () => {
  it('asks for inputs that may be left out, and starts without them', async () => {
    const asked = await work.say('ana', 'run kitchen-opening');
    if (asked.type !== 'form') throw new Error(`no form but ${asked.type}`);
    expect(asked.form.fields.map((one) => [one.id, one.required])).toEqual([['handover', false]]);
    expect(await work.send('ana', asked.value, {})).toEqual({ type: 'none' });
    await work.idle();
    expect((await work.run('kitchen')).key).toBe('kitchen-opening');
  });

  it('asks for what was left out, with what was given filled in', async () => {
    const asked = await work.say('ana', 'run order-refund amount=40 order=A-17 reason="Arrived too late"');
    expect(asked).toEqual({ type: 'none' });
    const half = await work.say('ana', 'run order-refund amount=40,5 reason=late');
    const fields = half.type === 'form' ? half.form.fields : [];
    expect(fields.map((one) => [one.id, 'value' in one ? one.value : undefined])).toEqual([
      ['order', undefined],
      ['amount', 40.5],
      ['reason', 'late'],
      ['note', undefined],
    ]);
  });

  it('without a key is offered by buttons', async () => {
    const offer = shown(await work.say('ana', 'run'));
    expect(offer.says).toContain('kitchen-opening');
    const lines = offer.card?.elements.flatMap((one) => (one.type === 'list' ? one.items : []));
    expect(lines?.map((line) => line.action?.label)).toEqual(['Run', 'Run']);
  });

  it('is listed with what it waits for and whom', async () => {
    const says = told(await work.say('finn', 'status'));
    expect(says).toMatch(/Waits for Unlock and switch the alarm off \(Ana Lima\)\./);
  });
});

describe('the guide', () => {
  it('runs a sample that is there from the start', async () => {
    const guide = await readFile(new URL('../../docs/using.md', import.meta.url), 'utf8');
    const example = /`\/sop (run order-refund [^`]+)`/.exec(guide)?.[1] ?? '';
    const asked = await work.say('eva', example, { channel: 'support' });
    if (asked.type !== 'form') throw new Error(told(asked));
    const given = asked.form.fields.filter((one) => 'value' in one).map((one) => one.id);
    expect(given.sort()).toEqual([...example.matchAll(/(\w+)=/g)].map((match) => match[1]).sort());
    expect(given).toHaveLength(2);
  });
});

describe('an SOP of forty steps', () => {
  const steps = Array.from({ length: 40 }, (_, index) => ({ id: `s${index + 1}`, title: `Thing ${index + 1}` }));

  it('is shown whole, page by page', async () => {
    const draft = await drafted('forty', { title: 'Forty things', steps });
    expect(draft.says).toContain('and 28 more');
    const seen: string[] = [];
    let page = shown(await work.press('ana', draft, 'Show all steps'));
    for (;;) {
      seen.push(...(page.says.match(/Thing \d+(?=$|\n)/gm) ?? []));
      if (!page.card?.actions.some((one) => one.label === 'Later steps')) break;
      page = shown(await work.press('ana', page, 'Later steps'));
    }
    expect(seen).toEqual(steps.map((one) => one.title));
    const typed = shown(await work.say('ana', 'show forty steps 13-40'));
    expect(typed.card?.subtitle).toMatch(/^Draft · Steps 13 to \d+ of 40$/);
    expect(shown(await work.say('ana', 'show forty steps 39')).says).not.toContain('Thing 38');
  });
});

describe('the questions of a draft', () => {
  const steps = [
    { id: 'greet', title: 'Greet the guest' },
    { id: 'note', title: 'Guests like it warm' },
    {
      ...{ id: 'fridge', title: 'Read the fridge', needs: ['note'] },
      evidence: [{ id: 'temp', title: 'Temperature', type: 'number', unit: '°C' }],
    },
    { id: 'pay', title: 'Pay the supplier' },
  ];
  const questions: Question[] = [
    { text: 'No step names who does it: which role does?', confidence: 0.3, about: { field: 'roles' } },
    { step: 'note', text: 'Is it a step?', confidence: 0.4, about: { step: 'note', field: 'step' } },
    {
      step: 'fridge',
      text: 'Which values?',
      confidence: 0.5,
      about: { step: 'fridge', field: 'limit', evidence: 'temp' },
    },
    { step: 'pay', text: 'Does it need approval?', confidence: 0.5, about: { step: 'pay', field: 'approval' } },
    { step: 'pay', text: 'By when?', confidence: 0.5, about: { step: 'pay', field: 'due' } },
    { text: 'Is the last page part of it?', confidence: 0.2 },
  ];
  const fields = {
    ...{ q1_text: 'Shift lead', q2: '_join', q3_min: '0', q3_max: '4,5' },
    ...{ q4_text: 'Finance lead', q5_text: '2h', q6_text: 'No, it is a form.' },
  };

  it('are answered in a form, and the draft follows', async () => {
    const card = await drafted('evening', { title: 'Evening', steps }, questions);
    const asked = await work.press('ana', card, 'Answer');
    if (asked.type !== 'form') throw new Error(told(asked));
    expect(asked.form.fields.filter((one) => one.label === 'Which values?')).toHaveLength(1);
    expect(told(await work.send('ana', asked.value, { ...fields, q5_text: 'soon', q6_text: '' }))).toMatch(
      /, Within: "soon" is not a duration/,
    );
    expect((await draftOf('evening')).edit).toBe(0);
    expect(told(await work.send('ana', asked.value, fields))).toMatch(/is saved/);
    await work.idle();
    const { definition, questions: open, answered } = await draftOf('evening');
    expect(open).toEqual([]);
    expect(definition.roles.map((one) => one.title)).toEqual(['Shift lead', 'Finance lead']);
    expect(definition.steps.map(({ id, role, due, needs }) => ({ id, role, due, needs }))).toEqual([
      { id: 'greet', role: 'shift_lead', due: undefined, needs: undefined },
      { id: 'fridge', role: 'shift_lead', due: undefined, needs: ['greet'] },
      { id: 'pay', role: 'shift_lead', due: 'PT2H', needs: undefined },
    ]);
    expect(definition.steps[0]?.instructions).toBe('Guests like it warm');
    expect(definition.steps[1]?.evidence[0]).toMatchObject({ min: 0, max: 4.5 });
    expect(definition.steps[2]?.approval).toMatchObject({ role: 'finance_lead', quorum: 1 });
    expect(answered?.at(-1)).toMatchObject({ answer: 'No, it is a form.', by: { id: 'ana' } });
    const after = await work.find('kitchen', 'Evening');
    expect(after.says).toContain('Answered');
    expect(after.says).toContain('No, it is a form. · Ana Lima');
    expect(after.card?.actions.map((one) => one.label)).not.toContain('Answer');
  });

  it('are not answered over what somebody saved meanwhile', async () => {
    const card = await drafted('late', { title: 'Late', steps }, questions);
    const first = await work.press('ana', card, 'Answer');
    const second = await work.press('ben', card, 'Answer');
    if (first.type !== 'form' || second.type !== 'form') throw new Error('no form');
    expect(told(await work.send('ana', first.value, { q6: '_keep' }))).toMatch(/5 questions still open/);
    expect(told(await work.send('ben', second.value, { q2: '_remove' }))).toMatch(/saved this draft meanwhile/);
    expect((await draftOf('late')).definition.steps).toHaveLength(4);
    expect(told(await work.send('ben', second.value, {}))).not.toMatch(/is saved/);
  });
});

describe('a draft from a document', () => {
  const REFUND = `# Paying guests back

This procedure is done every week.

1. The clerk reads the complaint and writes it into the log.
2. The clerk pays the money back to the guest. The manager must approve refunds above 100 EUR.
3. If the guest is not satisfied, call the manager.
`;

  it('asks what a person can answer, and follows the answers', async () => {
    const file = await work.upload('paying.md', 'text/markdown', text(REFUND));
    await work.say('ana', 'import', { channel: 'general', files: [file] });
    await work.idle();
    const card = await work.find('general', 'Paying guests back');
    // Markdown has no pages.
    expect(card.says).not.toMatch(/page \d|1 page/);
    const asked = await work.press('ana', card, 'Answer');
    if (asked.type !== 'form') throw new Error(told(asked));
    const { fields } = asked.form;
    const answerTo = (question: RegExp, option: RegExp) => {
      const found = fields.find((one) => question.test(one.label));
      if (found?.type !== 'choice') throw new Error(`no such question: ${fields.map((one) => one.label).join(' | ')}`);
      const chosen = found.options.find((one) => option.test(one.title));
      if (!chosen) throw new Error(`no such answer: ${found.options.map((one) => one.title).join(' | ')}`);
      return { [found.id]: chosen.id };
    };
    const routine = answerTo(/on which days and at what time/, /On Mondays/);
    const given = {
      ...answerTo(/needed only above 100 EUR\?/, /Yes, only above 100 EUR/),
      ...answerTo(/applies|apply only/, /Somebody decides it before/),
      ...{ ...routine, [`${Object.keys(routine)[0]}_text`]: '7:30' },
    };
    expect(told(await work.send('ana', asked.value, given))).toMatch(/is saved/);
    const sop = (await listSops(work.app.db, work.app.workspace)).find((one) => one.key === 'paying-guests-back');
    const state = await loadSop(work.app as never, work.app.workspace, sop?.id ?? '');
    const { definition, answered } = state?.draft ?? {};
    expect(definition?.routine).toEqual({ schedule: '30 7 * * 1' });
    expect(definition?.inputs).toMatchObject([{ title: 'Amount', type: 'number', unit: 'EUR' }]);
    expect(definition?.steps.find((step) => step.approval)?.approval?.when).toBe('inputs.amount > 100');
    expect(definition?.steps.map((step) => step.kind)).toEqual(['task', 'task', 'decision', 'task']);
    expect(answered?.map((one) => one.answer)).toContain('On Mondays at 07:30.');
  });
});

describe('an interview', () => {
  it('asks who else approves, and where something belongs that fits two steps', async () => {
    const asked = await work.say('ana', 'new');
    if (asked.type !== 'form') throw new Error(told(asked));
    await work.send('ana', asked.value, {
      ...{ title: 'Torte bestellen', steps: 'Konditor: Torte backen\nChefin: Torte freigeben und ausliefern' },
      ...{ approvals: 'Torte freigeben: Chefin', evidence: 'Torte: Foto' },
    });
    await work.idle();
    const card = await work.find('kitchen', 'Torte bestellen');
    expect(card.says).toContain('nobody approves their own work: who else does?');
    expect(card.says).toContain('it fits “Torte backen” and “Torte freigeben und ausliefern” alike');
    const form = await work.press('ana', card, 'Answer');
    if (form.type !== 'form') throw new Error(told(form));
    const place = form.form.fields.find((one) => one.label.startsWith('You said “Torte: Foto”'));
    const approver = form.form.fields.find((one) => one.label.startsWith('Chefin does'));
    const options = place?.type === 'choice' ? place.options : [];
    const fields = {
      [place?.id ?? '']: options.find((one) => one.title === '1. Torte backen')?.id ?? '',
      [`${approver?.id}_text`]: 'Inhaberin',
    };
    expect(told(await work.send('ana', form.value, fields))).toMatch(/is saved/);
    const sop = (await listSops(work.app.db, work.app.workspace)).find((one) => one.key === 'torte-bestellen');
    const state = await loadSop(work.app as never, work.app.workspace, sop?.id ?? '');
    const [bake, release] = state?.draft?.definition.steps ?? [];
    expect(bake?.evidence).toMatchObject([{ title: 'Foto', type: 'photo' }]);
    expect(release).toMatchObject({ role: 'chefin', approval: { role: 'inhaberin' } });
  });
});

describe('one step of a draft', () => {
  it('is edited in a form', async () => {
    const steps = [
      { id: 'count', title: 'Count', evidence: [{ id: 'sum', title: 'Sum', type: 'text' }] },
      { id: 'sign', title: 'Sign' },
    ];
    const card = await drafted('till', { title: 'Till', roles: [{ id: 'cashier' }], steps });
    const list = shown(await work.press('ana', card, 'Edit a step'));
    const asked = await work.press('ana', list, 'Edit');
    if (asked.type !== 'form') throw new Error(told(asked));
    const fields = {
      ...{ title: 'Count the till', role: 'cashier', due: '30m', approver: '_none', new_approver: 'Shift lead' },
      ...{ e1_title: 'Sum', e1_type: 'number', new_title: 'Photo of the till', new_type: 'photo' },
    };
    expect(told(await work.send('ana', asked.value, { ...fields, title: '' }))).toMatch(/Title: must not be empty/);
    expect(told(await work.send('ana', asked.value, fields))).toMatch(/is saved/);
    const { definition } = await draftOf('till');
    expect(definition.steps[0]).toMatchObject({ title: 'Count the till', role: 'cashier', due: 'PT30M' });
    expect(definition.steps[0]?.approval?.role).toBe('shift_lead');
    expect(definition.steps[0]?.evidence.map(({ id, type }) => [id, type])).toEqual([
      ['sum', 'number'],
      ['photo_till', 'photo'],
    ]);
    expect(told(await work.send('ana', asked.value, fields))).toMatch(/saved this draft meanwhile/);
  });
});

describe('publishing by phrase', () => {
  it('says that it was done', async () => {
    await drafted('plain', { title: 'Plain', steps: [{ id: 'a', title: 'Do it' }] });
    expect(told(await work.say('eva', 'publish plain'))).toMatch(/“Plain” is revision 1 now/);
    expect(told(await work.say('eva', 'revise plain'))).toMatch(/new draft of “Plain”/);
    expect(told(await work.say('eva', 'discard plain'))).toMatch(/thrown away/);
  });

  it('is not blind to what somebody else has just saved', async () => {
    const card = await drafted('watched', { title: 'Watched', steps: [{ id: 'a', title: 'Do it' }] });
    const edit = await work.press('ana', card, 'Edit as YAML');
    if (edit.type !== 'form') throw new Error(told(edit));
    const yaml = 'sop: watched\ntitle: Watched\nsteps:\n  - {id: a, title: Do it twice}\n';
    expect(told(await work.send('ana', edit.value, { yaml }))).toMatch(/is saved/);
    const look = shown(await work.say('eva', 'publish watched'));
    expect(look.says).toMatch(/Ana Lima saved this draft/);
    expect(look.says).toContain('Do it twice');
    expect((await draftOf('watched')).edit).toBe(1);
    expect(await work.press('eva', look, 'Publish')).toEqual({ type: 'none' });
  });
});

describe('words that nearly fit', () => {
  it('are not posted, and say how they are typed', async () => {
    const said = { workspace: work.app.workspace, member: 'ana', place: 'web:kitchen', files: [], key: 'near' };
    const answer = await work.app.conversation.say({ ...said, text: 'sop run till', meant: '/sop run till' });
    expect(told(answer)).toMatch(/“sop run till” was not posted.*Did you mean “\/sop run till”\?/);
  });

  it('evidence and roles say what they know', async () => {
    expect(told(await work.say('ana', 'evidence xyz'))).toMatch(/There is no SOP “xyz”/);
    expect(told(await work.say('ana', 'evidence plain'))).toMatch(/“Plain” has not been run in this conversation/);
    expect(told(await work.say('eva', 'role Shift lead add Finn'))).toMatch(
      /Finn Berg now holds the role Shift lead \(shift_lead\)/,
    );
    expect(told(await work.say('eva', 'role Shft lead add Finn'))).toMatch(/Did you mean “shift lead”\?/);
  });
});

function fromBytes(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
