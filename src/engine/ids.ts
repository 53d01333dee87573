/** Branded ids: a run's id cannot be handed to a function that wants an SOP's. Values are opaque text (UUIDv7 or a platform id). */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]?: Name };

export type WorkspaceId = Id<'workspace'>;
export type SopId = Id<'sop'>;
export type RunId = Id<'run'>;
export type ImportId = Id<'import'>;
export type MemberId = Id<'member'>;
/** SHA-256 of a file's bytes, 64 hex digits. */
export type FileId = Id<'file'>;
/** Ids inside a definition: chosen by its author, stable across revisions. */
export type StepId = Id<'step'>;
export type RoleId = Id<'role'>;
/** An instant: UTC milliseconds since 1970. */
export type Instant = number;
