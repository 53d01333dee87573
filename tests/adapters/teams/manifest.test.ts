/** What the administrator uploads is what the code uses, and nothing more; and Teams' own schema takes it. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { filledManifest, type TeamsApp, teamsPackage } from '../../../scripts/teams-app.ts';
import {
  GRAPH_PERMISSION_NAMES,
  GRAPH_PERMISSIONS,
  PERMISSION_NAMES,
  PERMISSIONS,
} from '../../../src/adapters/teams/permissions.ts';
import { PHRASES } from '../../../src/runtime/phrase.ts';

interface Command {
  readonly title: string;
  readonly description: string;
}

interface Manifest {
  readonly $schema: string;
  readonly manifestVersion: string;
  readonly id: string;
  readonly name: { readonly short: string; readonly full: string };
  readonly description: { readonly short: string; readonly full: string };
  readonly developer: Readonly<Record<string, string>>;
  readonly bots: readonly {
    readonly botId: string;
    readonly scopes: readonly string[];
    readonly supportsFiles: boolean;
    readonly commandLists: readonly { readonly scopes: readonly string[]; readonly commands: readonly Command[] }[];
  }[];
  readonly composeExtensions: readonly {
    readonly botId: string;
    readonly commands: readonly (Command & {
      readonly id: string;
      readonly type: string;
      readonly context: readonly string[];
      readonly fetchTask?: boolean;
    })[];
  }[];
  readonly validDomains: readonly string[];
  readonly webApplicationInfo: { readonly id: string; readonly resource: string };
  readonly authorization: {
    readonly permissions: { readonly resourceSpecific: readonly { readonly name: string; readonly type: string }[] };
  };
}

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const template = read('teams-app/manifest.json');
const APP: TeamsApp = { appId: '0b5ce8ff-6f0a-4b1e-9d3c-5a7d2f1c4e88', publicUrl: 'https://sopwith.example.com' };
const manifest = filledManifest(template, APP) as unknown as Manifest;
const [bot] = manifest.bots;
const [extension] = manifest.composeExtensions;

describe('the manifest', () => {
  it('is filled with one app and one host', () => {
    expect(manifest).toMatchObject({
      ...{ id: APP.appId, bots: [{ botId: APP.appId }], composeExtensions: [{ botId: APP.appId }] },
      ...{ webApplicationInfo: { id: APP.appId }, validDomains: ['sopwith.example.com'] },
    });
    expect(manifest.$schema).toContain(`/teams/v${manifest.manifestVersion}/`);
    for (const page of ['websiteUrl', 'privacyUrl', 'termsOfUseUrl'])
      expect(manifest.developer[page]).toBe('https://sopwith.example.com/');
  });

  it('asks for the permissions of the code, each with its reason in the guide', () => {
    const asked = manifest.authorization.permissions.resourceSpecific;
    expect(asked).toEqual(PERMISSION_NAMES.map((name) => ({ name, type: 'Application' })));
    const guide = read('docs/teams.md');
    for (const name of PERMISSION_NAMES) expect(guide).toContain(`| \`${name}\` | ${PERMISSIONS[name]} |`);
    for (const name of GRAPH_PERMISSION_NAMES) expect(guide).toContain(`| \`${name}\` | ${GRAPH_PERMISSIONS[name]} |`);
  });

  it('is talked to wherever Teams has chats, with files', () => {
    expect(bot).toMatchObject({ scopes: ['personal', 'team', 'groupChat'], supportsFiles: true });
    expect(bot?.commandLists.flatMap((list) => list.scopes).sort()).toEqual([...(bot?.scopes ?? [])].sort());
  });

  it('proposes phrases, in their own words', () => {
    const explained = new Map<string, string>(PHRASES.map((one) => [one.phrase, one.explains]));
    for (const { commands } of bot?.commandLists ?? []) {
      expect(new Set(commands.map((one) => one.title)).size).toBe(commands.length);
      // “this list” is what help says of itself, and here it is another list.
      for (const { title, description } of commands.filter((one) => one.title !== 'help'))
        expect(description).toBe(explained.get(title));
      expect(commands.at(-1)?.title).toBe('help');
    }
  });

  it('has a search, and two actions on a message that open a dialog', () => {
    const said = extension?.commands.map(({ id, type, context, fetchTask }) => ({ id, type, context, fetchTask }));
    expect(said).toEqual([
      { id: 'sops', type: 'query', context: ['compose'], fetchTask: undefined },
      { id: 'import', type: 'action', context: ['message'], fetchTask: true },
      { id: 'evidence', type: 'action', context: ['message'], fetchTask: true },
    ]);
  });

  // What the schema allows and Teams' guide to the manifest does not, or cuts off.
  it('stays within the limits that Teams states beside its schema', () => {
    const { name, description } = manifest;
    expect([name.short.length <= 30, name.full.length <= 100, name.full !== name.short]).toEqual([true, true, true]);
    expect(description.short.length).toBeLessThanOrEqual(80);
    expect(description.full).not.toContain(description.short);
    const lists = bot?.commandLists.map((list) => list.commands) ?? [];
    expect(lists.every((commands) => commands.length <= 10)).toBe(true);
    for (const one of [...lists.flat(), ...(extension?.commands ?? [])]) {
      expect(one.title.length).toBeLessThanOrEqual(32);
      expect(one.description.length).toBeLessThanOrEqual(128);
    }
  });
});

describe('what cannot become a package is refused with advice', () => {
  it.each<readonly [string, string, Partial<TeamsApp>, RegExp]>([
    ['no app id', template, { appId: 'sopwith' }, /“sopwith” is no Microsoft App ID.*--app-id/],
    ['an address without https', template, { publicUrl: 'http://sopwith.example.com' }, /https:\/\/.*--url/],
    ['no address', template, { publicUrl: 'sopwith.example.com' }, /“sopwith.example.com” does not begin with https/],
    ['this machine', template, { publicUrl: 'https://localhost:3000' }, /does not reach localhost.*Agents Playground/],
    ['a number for a host', template, { publicUrl: 'https://[::1]/' }, /does not reach \[::1\]/],
    ['a version of two numbers', template, { version: '1.1' }, /“1.1” is no version.*--version 1.0.1/],
    ['a blank that nobody knows', template.replace('PUBLIC_HOST', 'HOST'), {}, /nothing is known of \$\{\{HOST\}\}/],
    ['a manifest that is no JSON', template.slice(1), {}, /manifest.json is no JSON/],
    ['a scope as older manifests spell it', template.replace('"groupChat"]', '"groupchat"]'), {}, /scopes\/2/],
    [
      'a name that is too long',
      template.replace('"Sopwith", "full"', `"${'S'.repeat(31)}", "full"`),
      {},
      /name\/short.* 30 /,
    ],
    ['a word that Teams does not know', template.replace('"validDomains"', '"hosts"'), {}, /\(hosts\)/],
  ])('%s', (_what, from, app, advice) => {
    expect(() => filledManifest(from, { ...APP, ...app })).toThrow(advice);
  });
});

describe('the icons', () => {
  const pixelsOf = async (name: string) => {
    const image = await loadImage(join(root, 'teams-app', name));
    const pen = createCanvas(image.width, image.height).getContext('2d');
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    const pixels = Array.from({ length: data.length / 4 }, (_, at) => [...data.subarray(at * 4, at * 4 + 4)]);
    return { size: [image.width, image.height], pixels };
  };

  it('are a square in colour, to its edge', async () => {
    const { size, pixels } = await pixelsOf('color.png');
    expect(size).toEqual([192, 192]);
    expect(pixels.every(([, , , alpha]) => alpha === 255)).toBe(true);
  });

  it('and an outline of white on nothing', async () => {
    const { size, pixels } = await pixelsOf('outline.png');
    expect(size).toEqual([32, 32]);
    const seen = pixels.filter(([, , , alpha]) => alpha !== 0);
    expect(seen.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
    expect([seen.length > 50, seen.length < pixels.length / 2]).toEqual([true, true]);
  });
});

describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'teams-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = promisify(execFile);
  // Elsewhere, so that no .env of this folder answers for what is not given.
  const command = (...args: string[]) =>
    run(process.execPath, [join(root, 'scripts/teams-package.ts'), ...args], {
      cwd: folder,
      env: { ...process.env, TEAMS_APP_ID: '', PUBLIC_URL: 'https://sopwith.example.com/' },
    });

  it('holds three files, at its root, and is the same every time', async () => {
    const made = teamsPackage({ ...APP, version: '1.2.3' });
    const zip = await fromBufferPromise(Buffer.from(made.zip));
    const files: Record<string, Buffer> = {};
    for await (const entry of zip.eachEntry()) {
      const stream = await zip.openReadStreamPromise(entry);
      files[entry.fileName] = Buffer.concat(await stream.toArray());
    }
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    expect(JSON.parse(String(files['manifest.json']))).toEqual({ ...manifest, version: '1.2.3' });
    for (const icon of ['color.png', 'outline.png'])
      expect(files[icon]?.equals(readFileSync(join(root, 'teams-app', icon)))).toBe(true);
    expect(made.endpoint).toBe('https://sopwith.example.com/api/messages');
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(teamsPackage({ ...APP, version: '1.2.3' }).zip)).toBe(hash(made.zip));
  });

  it('is written by npm run teams:package, which takes what it is not given from the settings', async () => {
    const path = join(folder, 'made.zip');
    const { stdout } = await command('--app-id', APP.appId, '-o', path);
    expect(stdout).toContain('made.zip (version 1.0.0)');
    expect(stdout).toContain('https://sopwith.example.com/api/messages');
    expect(readFileSync(path).equals(Buffer.from(teamsPackage(APP).zip))).toBe(true);
  });

  it.each<readonly [string, readonly string[], RegExp]>([
    ['nothing', [], /^Give the bot's Microsoft App ID: --app-id here, or TEAMS_APP_ID/],
    ['what is no id', ['--app-id', 'sopwith'], /^“sopwith” is no Microsoft App ID/],
    ['an option that there is not', ['--appid', APP.appId], /unknown option '--appid'/],
    ['a place that there is not', ['--app-id', APP.appId, '-o', 'none/a.zip'], /^ENOENT.*none/],
  ])('is not written for %s', async (_what, args, advice) => {
    await expect(command(...args)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(advice) });
  });
});
