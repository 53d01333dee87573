/** A request that cannot be done, with the sentence that the person reads. */
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** `code` is for the page's script, where it must act on it. Thrown from a handler, answered as JSON. */
export class Failure extends HTTPException {
  constructor(status: ContentfulStatusCode, message: string, code?: string) {
    super(status, { message, res: Response.json({ message, ...(code && { code }) }, { status }) });
  }
}
