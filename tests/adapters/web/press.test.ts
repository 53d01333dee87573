/** Presses that our own page would not send. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { asPage, createSetting, post, type Setting, upload } from './setting.ts';

let setting: Setting;
afterEach(() => setting.end());

const value = { v: 1, verb: 'complete', run: 'r1', step: 'counter' };
const page = '<script>alert(1)</script>';

async function press(fields: unknown, more: { channel?: string; value?: unknown } = {}) {
  const body = { value: more.value ?? value, fields, place: { channel: more.channel ?? 'kitchen' } };
  return post(setting.app, '/actions', body, asPage('ana', 'key-00002'));
}

describe('a press', () => {
  it('with a file says of it what was seen when it came, whatever the sender says now', async () => {
    setting = await createSetting();
    const sent = await upload(setting.app, '/files', [new File([page], 'counter.html')], 'key-00001');
    const { files } = (await sent.json()) as { files: { file: string }[] };
    const forged = { file: files[0]?.file, name: '../\u202Egnp.counter', mime: 'image/png', bytes: 7_000_000 };
    expect((await press({ 'a0-image.photo:file': forged, 'a0.more:file': [forged] })).status).toBe(200);
    const known = { ...forged, name: 'gnp.counter', mime: 'application/octet-stream', bytes: page.length };
    expect(setting.pressed).toMatchObject([{ fields: { photo: known, more: [known] } }]);
  });

  it('with a file that was never sent here is refused', async () => {
    setting = await createSetting();
    const strange = {
      file: createHash('sha256').update('x').digest('hex'),
      name: 'a.png',
      mime: 'image/png',
      bytes: 1,
    };
    for (const fields of [{ photo: strange }, { photo: [strange] }]) expect((await press(fields)).status).toBe(400);
    expect(setting.pressed).toEqual([]);
  });

  it('in a channel that is not there is refused: what it starts would be seen by nobody', async () => {
    setting = await createSetting();
    const response = await press({}, { channel: 'no-such-place', value: { v: 1, verb: 'start', sop: 's1' } });
    expect(response.status).toBe(404);
    expect(setting.pressed).toEqual([]);
  });

  it.each([
    ['a list', [value]],
    ['another version', { ...value, v: 2 }],
    ['a verb that is none', { ...value, verb: 'constructor' }],
    ['a member', { ...value, member: 'ben' }],
    ['nothing', null],
    ['brackets by the thousand', '['.repeat(100_000)],
  ])('of %s is refused', async (_, forged) => {
    setting = await createSetting();
    const body = { value: forged, place: { channel: 'kitchen' } };
    const response = await post(setting.app, '/actions', body, asPage('ana', 'key-00002'));
    expect(response.status).toBe(400);
    expect([setting.pressed, setting.failures]).toEqual([[], []]);
  });
});
