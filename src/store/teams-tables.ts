/** The tables of the Microsoft Teams adapter. */
import type { Build } from './query.ts';

export type TeamsTables = {
  teams_conversations: {
    workspace_id: string;
    id: string;
    kind: 'personal' | 'group' | 'channel';
    service_url: string;
    bot_id: string;
    team_id: string | null;
    group_id: string | null;
    member_id: string | null;
    joined_at: number | null;
    welcomed_at: number | null;
  };
  teams_people: { workspace_id: string; member_id: string; teams_id: string };
  teams_role_owners: {
    workspace_id: string;
    role: string;
    group_id: string;
    place: string;
    member_id: string;
    owners: string;
  };
  teams_uploads: { workspace_id: string; ticket: string; at: number };
};

/** The query builder with these tables. */
export const teams = (build: Build) => build.withTables<TeamsTables>();
