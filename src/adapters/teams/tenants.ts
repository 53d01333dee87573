/** A tenant of Microsoft is a workspace of ours, or joins one whose people also work in Slack. */
import type { TeamsSettings } from './settings.ts';

const PREFIX = 'teams-';

type Joining = Pick<TeamsSettings, 'joins' | 'tenant'>;

export function workspaceOf({ joins }: Joining, tenant: string): string {
  return joins ?? `${PREFIX}${tenant.toLowerCase()}`;
}

export function tenantIn({ joins, tenant = '' }: Joining, workspace: string): string {
  return workspace === joins ? tenant : workspace.slice(PREFIX.length);
}

/** Whether people of Teams work in it. */
export function isOfTeams({ joins }: Joining, workspace: string): boolean {
  return workspace === joins || workspace.startsWith(PREFIX);
}
