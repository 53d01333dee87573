/** This machine's own names, as addresses and the `Host` header write them, without a port. */
export const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
