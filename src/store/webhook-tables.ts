/** The tables of webhooks. */
export interface WebhookTables {
  /** Who is told what happens in runs. `events`: JSON. */
  webhooks: {
    workspace_id: string;
    id: string;
    url: string;
    events: string;
    /** Encrypted, as `secret_before` is: what is sent is signed with that one too, until `before_until`. */
    secret: string;
    secret_before: string | null;
    before_until: number | null;
    /** Null while it is on. */
    off_because: string | null;
    failing_since: number | null;
    from_xact: number;
    from_seq: number;
    created_by: string;
    created_at: number;
  };

  /** What a webhook is owed, and what became of it. Old ones are removed. */
  webhook_deliveries: {
    workspace_id: string;
    webhook: string;
    id: string;
    type: string;
    /** Null: a try. */
    run: string | null;
    seq: number | null;
    at: number;
    status: 'waiting' | 'delivered' | 'failed';
    due: number;
    attempts: number;
    /** The HTTP status of the last answer. */
    answer: number | null;
    error: string | null;
    ended_at: number | null;
  };

  /** Up to which change deliveries were made: one row. */
  webhooks_told: { id: string; xact: number; seq: number };
}
