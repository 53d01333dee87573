/** What the administrator uploads is what the code uses, and nothing more. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SCOPE_NAMES, SCOPES } from '../../../src/adapters/slack/scopes.ts';
import { SHORTCUTS } from '../../../src/adapters/slack/shortcuts.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

interface Manifest {
  readonly features: {
    readonly app_home: { readonly home_tab_enabled: boolean; readonly messages_tab_read_only_enabled: boolean };
    readonly shortcuts: readonly { readonly callback_id: string; readonly type: string }[];
    readonly slash_commands: readonly { readonly command: string; readonly should_escape: boolean }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[]; readonly user?: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: boolean };
    readonly socket_mode_enabled: boolean;
  };
}

const manifest = parse(read('manifest.slack.yml')) as Manifest;
const code = globSync('src/adapters/slack/*.ts', { cwd: root })
  .map((path) => read(path))
  .join('\n');
const used = (pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();

describe('the manifest', () => {
  it('asks for the scopes of the code, each with its reason in the guide', () => {
    expect([...manifest.oauth_config.scopes.bot]).toEqual([...SCOPE_NAMES].sort());
    expect(manifest.oauth_config.scopes.user ?? []).toEqual([]);
    const guide = read('docs/slack.md');
    for (const scope of SCOPE_NAMES) expect(guide).toContain(`| \`${scope}\` | ${SCOPES[scope]} |`);
  });

  it('subscribes to the events that are listened to', () => {
    const events = used(/app\.event\('([a-z_]+)'/g).flatMap((event) =>
      event === 'message' ? ['message.channels', 'message.groups', 'message.im'] : [event],
    );
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual(events.sort());
  });

  it('has the commands and the shortcuts', () => {
    expect(manifest.features.slash_commands.map((one) => one.command)).toEqual(used(/app\.command\('([^']+)'/g));
    // People, channels and groups in a phrase come as ids.
    expect(manifest.features.slash_commands.every((one) => one.should_escape)).toBe(true);
    const shortcuts = Object.fromEntries(manifest.features.shortcuts.map((one) => [one.callback_id, one.type]));
    expect(shortcuts).toEqual({
      [SHORTCUTS.run]: 'global',
      [SHORTCUTS.import]: 'message',
      [SHORTCUTS.evidence]: 'message',
    });
  });

  it('turns on what cards need', () => {
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(manifest.features.app_home).toMatchObject({ home_tab_enabled: true, messages_tab_read_only_enabled: false });
  });
});
