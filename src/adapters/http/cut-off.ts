/** Whether a request could not be read because it ended in the middle: whoever sent it has gone, or was too slow. It is no fault of ours. */
export function isCutOff(error: unknown): boolean {
  // As Node says it of a request; a connection of the database that is reset says it in other words.
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET' && error.message === 'aborted';
}
