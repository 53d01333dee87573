/** A request that cannot be done, with what the page says of it: a title, and what to do. */
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

export class PageError extends HTTPException {
  readonly title: string;

  constructor(status: ContentfulStatusCode, title: string, text: string) {
    super(status, { message: text });
    this.title = title;
  }
}
