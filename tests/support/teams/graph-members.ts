/** Who is in the team, and as what (learn.microsoft.com/graph/api/team-list-members). */
import type { Part } from './graph.ts';
import { page } from './graph-pages.ts';
import { refused } from './graph-refusal.ts';
import { PEOPLE, type Someone, TEAM, TENANT_ID } from './seed.ts';
import type { Asked } from './serve.ts';

export interface Roles {
  readonly owners: readonly string[];
  readonly guests: readonly string[];
}

const PATH = /^\/teams\/([^/]+)\/members$/;
const SIZE = { usual: 100, most: 999 };

export function membersAsked(asked: Asked, path: string, roles: Roles): Part | undefined {
  const [, team] = PATH.exec(path) ?? [];
  if (team === undefined) return undefined;
  const all = PEOPLE.map((one) => memberOf(one, roles));
  return {
    kind: 'members',
    answer: () => (team === TEAM.aadGroupId ? page(asked, all, SIZE) : refused(404, 'NotFound')),
  };
}

function memberOf({ key, name, email, aadObjectId }: Someone, { owners, guests }: Roles) {
  return {
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    id: Buffer.from(`${TEAM.aadGroupId}##${aadObjectId}`).toString('base64'),
    roles: [...(owners.includes(key) ? ['owner'] : []), ...(guests.includes(key) ? ['guest'] : [])],
    displayName: name,
    visibleHistoryStartDateTime: '0001-01-01T00:00:00Z',
    userId: aadObjectId,
    email,
    tenantId: TENANT_ID,
  };
}
