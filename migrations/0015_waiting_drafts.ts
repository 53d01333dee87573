/** Which SOPs have a draft that waits to be published: asked whenever somebody opens the library. */
import { type Kysely, sql } from 'kysely';

interface Sops {
  sops: { workspace_id: string; id: string; state: string; draft_edited_at: number | null };
}

export async function up(db: Kysely<unknown>): Promise<void> {
  // Null: there is no draft.
  await db.schema.alterTable('sops').addColumn('draft_edited_at', 'bigint').execute();
  await fillDrafts(db as Kysely<Sops>);
  await db.schema
    .createIndex('sops_with_draft')
    .on('sops')
    .columns(['workspace_id', 'draft_edited_at'])
    .where(sql.ref('draft_edited_at'), 'is not', null)
    .execute();
}

async function fillDrafts(db: Kysely<Sops>): Promise<void> {
  const rows = await db.selectFrom('sops').select(['workspace_id', 'id', 'state']).execute();
  for (const { workspace_id, id, state } of rows) {
    const { draft } = JSON.parse(state) as { readonly draft?: { readonly editedAt: number } };
    if (draft === undefined) continue;
    await db
      .updateTable('sops')
      .set({ draft_edited_at: draft.editedAt })
      .where('workspace_id', '=', workspace_id)
      .where('id', '=', id)
      .execute();
  }
}
