/** A model behind the OpenAI API, or anything that speaks it (`OPENAI_BASE_URL`). */
import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { z } from 'zod';
import type { Piece } from '../../engine/drafting/pieces.ts';
import { proposalJsonSchema } from '../../engine/drafting/proposal.ts';
import { LIMITS } from '../../engine/limits.ts';
import { type Model, ModelError } from '../../runtime/ports.ts';
import { instructions, listing } from './prompt.ts';

export interface ModelSettings {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly model: string;
  /** Longest time for one answer, in milliseconds. */
  readonly milliseconds?: number;
}

/**
 * Asks about one piece at a time, and once more where the first try found nobody. `propose` throws `ModelError`; tokens are
 * as the server counts them, 0 where it does not say.
 */
export function openaiModel(settings: ModelSettings): Model {
  const client = new OpenAI({
    apiKey: settings.apiKey,
    ...(settings.baseUrl === undefined ? {} : { baseURL: settings.baseUrl }),
    timeout: settings.milliseconds ?? LIMITS.modelAnswerMs,
    maxRetries: 1,
  });
  const format = {
    type: 'json_schema',
    json_schema: { name: 'entries', strict: true, schema: { ...proposalJsonSchema() } },
  } as const;
  return {
    name: settings.model,
    async propose(piece: Piece, signal: AbortSignal) {
      const completion = await client.chat.completions
        .create(
          {
            model: settings.model,
            messages: [
              { role: 'system', content: instructions() },
              { role: 'user', content: listing(piece) },
            ],
            response_format: format,
            max_completion_tokens: LIMITS.modelAnswerTokens,
          },
          { signal },
        )
        .catch((error: unknown) => {
          throw explained(error);
        });
      const read = completionSchema.safeParse(completion);
      if (!read.success) throw new ModelError('nonsense', 'the server sent no completion', 0, read.error);
      const tokens = read.data.usage?.total_tokens ?? 0;
      const [choice] = read.data.choices;
      if (choice?.message.refusal) throw new ModelError('refused', choice.message.refusal, tokens);
      if (choice?.finish_reason === 'content_filter') throw new ModelError('refused', 'content filter', tokens);
      if (choice?.finish_reason === 'length') throw new ModelError('nonsense', 'the answer was cut off', tokens);
      return { answer: parsed(choice?.message.content, tokens), tokens };
    },
  };
}

/** Whoever speaks this API may leave out what its makers always send. */
const completionSchema = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
    }),
  ),
  usage: z.object({ total_tokens: z.number().nonnegative() }).nullish(),
});

function parsed(content: string | null | undefined, tokens: number): unknown {
  try {
    return JSON.parse(content ?? '');
  } catch (error) {
    throw new ModelError('nonsense', 'the answer is not JSON', tokens, error);
  }
}

/** What the client throws that is no fault of ours. */
function explained(error: unknown): unknown {
  if (error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError) {
    return new ModelError('slow', error.message, 0, error);
  }
  if (error instanceof APIConnectionError) return new ModelError('down', error.message, 0, error);
  // A wrong key, a model that is not there, too many requests, an error of theirs: each needs an administrator or time.
  if (error instanceof APIError) return new ModelError('down', error.message, 0, error);
  // An answer that is not JSON at all, such as a proxy's page.
  if (error instanceof SyntaxError) return new ModelError('nonsense', error.message, 0, error);
  return error;
}
