/** A tenant of Microsoft is a workspace of ours. */
const PREFIX = 'teams-';

export function workspaceOf(tenant: string): string {
  return `${PREFIX}${tenant.toLowerCase()}`;
}

export function tenantIn(workspace: string): string {
  return workspace.slice(PREFIX.length);
}

export function isTenant(workspace: string): boolean {
  return workspace.startsWith(PREFIX);
}
