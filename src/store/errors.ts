/** The database cannot be used. The message is one sentence that says what to do; the cause is the driver's own error. */
export class DatabaseError extends Error {}

/**
 * Somebody else changed the same thing first, or is changing it now. Nothing was written: load again, decide again.
 */
export class VersionConflict extends Error {}
