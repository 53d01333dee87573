/** This machine's own names, as addresses and the `Host` header write them, without a port. */
export const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** What proxies add. A request that has one of them came from elsewhere, whatever host the proxy, or who asked it, wrote into it. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

export function isPassedOn(header: (name: string) => string | undefined): boolean {
  return FORWARDED.some((name) => header(name) !== undefined);
}
