/** The tables of the library and the HTTP API: who comes in, and what changed since they looked. */

export interface LibraryTables {
  /** That a stream changed, in the order in which it is seen. Old ones are removed. */
  changes: {
    seq: number;
    /** The transaction on PostgreSQL; 0 on SQLite. */
    xact: number;
    workspace_id: string;
    kind: string;
    id: string;
    /** Its version before the commit, and after it. */
    since: number;
    version: number;
    at: number;
  };

  /** Who may call the HTTP API. `scopes`: JSON; `member_id` is null where it is a service's. */
  api_tokens: {
    workspace_id: string;
    id: string;
    name: string;
    hash: string;
    member_id: string | null;
    scopes: string;
    created_by: string;
    created_at: number;
    expires_at: number | null;
    revoked_at: number | null;
  };

  /** The link of a member into the library, one each. */
  library_links: {
    workspace_id: string;
    member_id: string;
    hash: string;
    expires_at: number;
    used_at: number | null;
  };

  library_sessions: {
    workspace_id: string;
    /** SHA-256 of the token in the browser's cookie. */
    id: string;
    member_id: string;
    created_at: number;
    seen_at: number;
    ends_at: number;
  };
}
