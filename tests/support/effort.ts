/** How long the processor worked on something, in milliseconds: a busy machine takes longer, but works no more. */
export function effortOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
