/** The tables of the Slack adapter. */
import type { Build } from './query.ts';

export type SlackTables = {
  slack_installations: {
    workspace_id: string;
    team_id: string;
    name: string;
    url: string;
    bot_id: string;
    bot_user_id: string;
    /** Encrypted by whoever saves it. */
    token: string;
    /** With commas between them. */
    scopes: string;
    installed_by: string;
    at: number;
  };
  slack_pictures: { workspace_id: string; file: string; slack_file: string };
  slack_role_groups: { workspace_id: string; role: string; group_id: string; member_id: string };
};

/** The query builder with these tables. */
export const slack = (build: Build) => build.withTables<SlackTables>();
