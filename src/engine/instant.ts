/** An instant: UTC milliseconds since 1970. */
export type Instant = number;
