/** The package that an administrator uploads to Microsoft Teams: what lies in teams-app/, with the blanks of its manifest filled. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import schemaOfTeams from '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.schema.json' with {
  type: 'json',
};
import { Ajv, type ErrorObject } from 'ajv';
import { zipSync } from 'fflate';

/** What is wrong with what was asked for, and what to do about it. */
export class PackageError extends Error {}

export interface TeamsApp {
  /** The bot's Microsoft App ID. */
  readonly appId: string;
  /** The address that people and Teams reach, `https://…`. */
  readonly publicUrl: string;
  /** `1.0.1`; absent: the manifest's own. */
  readonly version?: string;
}

export interface TeamsPackage {
  readonly version: string;
  /** Where Azure is to send what people write. */
  readonly endpoint: string;
  /** The same bytes for the same app. */
  readonly zip: Uint8Array;
}

const folder = new URL('../teams-app/', import.meta.url);
/** Sides in pixels, as Teams wants them. */
const ICONS = { 'color.png': 192, 'outline.png': 32 } as const;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Makes the package. Throws `PackageError`. */
export function teamsPackage(app: TeamsApp): TeamsPackage {
  const manifest = filledManifest(readFileSync(new URL('manifest.json', folder), 'utf8'), app);
  const icons = Object.entries(ICONS).map(([name, side]) => [name, iconBytes(name, side)] as const);
  const files = {
    'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
    ...Object.fromEntries(icons),
  };
  // A zip keeps the hour at which a file was made, in the time zone that it was made in.
  const zip = zipSync(files, { mtime: new Date(1980, 0, 1), level: 9 });
  return { version: String(manifest.version), endpoint: endpointAt(addressOf(app.publicUrl)), zip };
}

/** The manifest for one app, as Teams' schema wants it. Throws `PackageError`. */
export function filledManifest(template: string, { appId, publicUrl, version }: TeamsApp): Record<string, unknown> {
  if (!GUID.test(appId)) {
    throw new PackageError(
      `“${appId}” is no Microsoft App ID. It has 32 digits and letters, in five groups (the Configuration page of your Azure Bot shows it): --app-id, or TEAMS_APP_ID.`,
    );
  }
  if (version !== undefined && !/^[1-9]\d*\.\d+\.\d+$/.test(version)) {
    throw new PackageError(`“${version}” is no version. Three numbers, the first from 1 on: --version 1.0.1`);
  }
  const blanks: Readonly<Record<string, string>> = { TEAMS_APP_ID: appId, PUBLIC_HOST: addressOf(publicUrl).host };
  const filled = template.replaceAll(/\$\{\{(\w+)\}\}/g, (blank, name: string) => blanks[name] ?? blank);
  const [left] = /\$\{\{.*?\}\}/.exec(filled) ?? [];
  if (left !== undefined) {
    throw new PackageError(`teams-app/manifest.json: nothing is known of ${left}. Write there what it stands for.`);
  }
  const manifest = { ...parsed(filled), ...(version === undefined ? {} : { version }) };
  const problems = problemsOf(manifest);
  if (problems.length > 0) throw new PackageError(problems.map((one) => `teams-app/manifest.json: ${one}`).join('\n'));
  return manifest;
}

function parsed(json: string): Record<string, unknown> {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new PackageError(`teams-app/manifest.json is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** Teams comes from outside, and over https only. */
function addressOf(publicUrl: string): URL {
  const url = URL.parse(publicUrl);
  if (url?.protocol !== 'https:') {
    throw new PackageError(
      `“${publicUrl}” does not begin with https://. Teams needs the address at which it reaches Sopwith: --url, or PUBLIC_URL.`,
    );
  }
  const { hostname } = url;
  if (isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0 || !hostname.includes('.')) {
    throw new PackageError(
      `Teams does not reach ${hostname}: give the name of a host on the internet, with --url or PUBLIC_URL. Without one, try Sopwith in the Agents Playground (docs/teams.md).`,
    );
  }
  return url;
}

function endpointAt(url: URL): string {
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/api/messages`;
}

/** What Teams' own schema says of a manifest, a line for each problem. */
function problemsOf(manifest: Readonly<Record<string, unknown>>): readonly string[] {
  const { $schema: _draft, ...schema } = schemaOfTeams;
  // It names an older draft than the library knows, and uses nothing that has changed since.
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  return validate(manifest) ? [] : (validate.errors ?? []).map(said);
}

function said({ instancePath, message, params }: ErrorObject): string {
  const named = 'additionalProperty' in params ? ` (${params.additionalProperty})` : '';
  return `${instancePath || 'it'} ${message}${named}`;
}

function iconBytes(name: string, side: number): Uint8Array {
  const bytes = readFileSync(new URL(name, folder));
  const isPng = bytes.length > 24 && bytes.toString('latin1', 1, 4) === 'PNG';
  if (!isPng || bytes.readUInt32BE(16) !== side || bytes.readUInt32BE(20) !== side) {
    throw new PackageError(`teams-app/${name} must be a PNG of ${side} × ${side} pixels.`);
  }
  return bytes;
}
