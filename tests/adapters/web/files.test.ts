import { afterEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/engine/limits.ts';
import { asPage, createSetting, messagesOf, type Setting, upload } from './setting.ts';

let setting: Setting;
afterEach(() => setting.end());

async function open() {
  setting = await createSetting();
  return setting.app;
}

describe('files', () => {
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex');

  it('shows images and only downloads everything else, in a sandbox', async () => {
    const app = await open();
    const page = '<script>alert(1)</script>';
    const sent = await upload(
      app,
      '/channels/kitchen/files',
      [new File([png], 'a.png'), new File([page], 'b.html', { type: 'text/html' })],
      'key-00001',
    );
    const { message } = (await sent.json()) as { message: { files: { file: string }[] } };
    const [image, html] = await Promise.all(message.files.map((one) => app.request(`/files/${one.file}`)));
    expect(image?.headers.get('content-type')).toBe('image/png');
    expect(image?.headers.get('content-disposition')).toContain('inline');
    expect(html?.headers.get('content-type')).toBe('application/octet-stream');
    expect(html?.headers.get('content-disposition')).toContain('attachment');
    expect(html?.headers.get('content-security-policy')).toContain('sandbox');
    expect(await html?.text()).toBe(page);
  });

  it('makes names harmless', async () => {
    const app = await open();
    const name = '../../etc/"pass\u202Ewd"\r\n<b>.txt';
    const sent = await upload(app, '/channels/kitchen/files', [new File(['x'], name)], 'key-00001');
    const { message } = (await sent.json()) as { message: { files: { file: string; name: string }[] } };
    expect(message.files[0]?.name).not.toMatch(/[\\/\r\n\u202E]/);
    const response = await app.request(
      `/files/${message.files[0]?.file}?name=${encodeURIComponent('a";x="\r\nb.txt')}`,
    );
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[^"\r\n]*"; filename\*=UTF-8''[\w.%-]+$/,
    );
  });

  it('cuts a long name between characters, so that it can be given out', async () => {
    const app = await open();
    const name = `${'a'.repeat(195)}😀b.txt`;
    const sent = await upload(app, '/channels/kitchen/files', [new File(['x'], name)], 'key-00001');
    const { message } = (await sent.json()) as { message: { files: { file: string; name: string }[] } };
    expect(message.files[0]?.name.isWellFormed()).toBe(true);
    expect((await app.request(`/files/${message.files[0]?.file}`)).status).toBe(200);
  });

  it('refuses several that are too large together', async () => {
    const app = await open();
    const half = new Uint8Array(LIMITS.fileBytes);
    const files = ['a.mov', 'b.mov', 'c.mov'].map((name) => new File([half], name));
    const response = await upload(app, '/files', files, 'key-00001');
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ message: expect.stringMatching(/larger than 100 MB/) });
  });

  it('refuses one that is too large, in words, and saves nothing', async () => {
    const app = await open();
    const large = new File([new Uint8Array(LIMITS.fileBytes + 1)], 'scan.pdf');
    const response = await upload(app, '/channels/kitchen/files', [large], 'key-00001');
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ message: expect.stringMatching(/scan\.pdf is too large.*50 MB/) });
    expect(await messagesOf(app)).toHaveLength(1);
  });

  it('attaches once when the same request is sent again', async () => {
    const app = await open();
    for (let time = 0; time < 2; time += 1) {
      await upload(app, '/channels/kitchen/files', [new File(['x'], 'a.txt')], 'key-00001', { text: 'See this' });
    }
    const shown = (await messagesOf(app)).filter((one) => one.text === 'See this');
    expect(shown).toMatchObject([{ files: [{ name: 'a.txt' }] }]);
  });

  it('does not give out what is not of this workspace', async () => {
    const app = await open();
    expect((await app.request(`/files/${'a'.repeat(64)}`)).status).toBe(404);
    expect((await app.request('/files/..%2F..%2Fetc%2Fpasswd')).status).toBe(404);
  });

  it.each([
    ['no multipart', 'text/plain', 'x'],
    [
      'a cut one',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhal',
    ],
    ['an empty one', 'multipart/form-data; boundary=b', '--b--\r\n'],
  ])('says what is wrong with %s', async (_, type, body) => {
    const app = await open();
    const headers = asPage('ana', 'key-00001', { 'content-type': type });
    const response = await app.request('/api/local/channels/kitchen/files', { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(setting.failures).toEqual([]);
  });
});
