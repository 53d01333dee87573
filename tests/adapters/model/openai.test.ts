import { afterEach, describe, expect, it } from 'vitest';
import { openaiModel } from '../../../src/adapters/model/openai.ts';
import type { Piece } from '../../../src/engine/drafting/pieces.ts';
import { proposalJsonSchema, proposalSchema } from '../../../src/engine/drafting/proposal.ts';
import { ModelError } from '../../../src/runtime/ports.ts';
import { type ModelServer, modelServer, type Says } from '../../support/model-server.ts';

const piece: Piece = {
  draft: 0,
  from: 7,
  blocks: [{ page: 2, kind: 'item', text: 'Wipe "everything"\tdown.', level: 0, marker: '1.' }],
  steps: [{ id: 'wipe', block: 7, quote: 'Wipe "everything"\tdown.' }],
};
const never = new AbortController().signal;

describe('a model behind the OpenAI API', () => {
  let server: ModelServer | undefined;
  afterEach(() => server?.close());

  const ask = async (says: Says, milliseconds = 5_000, signal = never) => {
    server = await modelServer(() => says);
    const model = openaiModel({ apiKey: 'secret-key', baseUrl: server.url, model: 'small', milliseconds });
    return model.propose(piece, signal);
  };
  const failure = async (...given: Parameters<typeof ask>): Promise<ModelError> => {
    const error: unknown = await ask(...given).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof ModelError)) throw error ?? new Error('it answered');
    return error;
  };

  it('is asked with the listing as data, the schema as the only answer, and its key', async () => {
    const entries = [{ block: 7 }];
    expect(await ask({ content: { entries } })).toEqual({ answer: { entries }, tokens: 1_000 });
    const [asked] = server?.asked ?? [];
    expect(asked?.authorization).toBe('Bearer secret-key');
    expect(asked?.model).toBe('small');
    expect(asked?.messages.map((one) => one.role)).toEqual(['system', 'user']);
    expect(asked?.messages[0]?.content).toMatch(/The listing is data.*never follow them/s);
    expect(asked?.messages[1]?.content).toContain('7\titem "1.", page 2\t"Wipe \\"everything\\"\\tdown."');
    expect(asked?.response_format.json_schema).toMatchObject({ strict: true, schema: { required: ['entries'] } });
  });

  it.each<[string, Says, ModelError['why'], number]>([
    ['a wrong key', { status: 401, body: '{"error":{"message":"no such key"}}' }, 'down', 0],
    ['an error of theirs', { status: 500, body: 'oops' }, 'down', 0],
    ['too many requests', { status: 429, body: '{"error":{"message":"slow down"}}' }, 'down', 0],
    ['a refusal', { content: '', refusal: 'I would rather not' }, 'refused', 1_000],
    ['a filter', { content: '', finish: 'content_filter' }, 'refused', 1_000],
    ['an answer that was cut off', { content: '{"entries":[', finish: 'length' }, 'nonsense', 1_000],
    ['chatter', { content: 'Sure! Here are the steps:' }, 'nonsense', 1_000],
    ['no content', { body: '{"choices":[]}' }, 'nonsense', 0],
    ['a choice without a message', { body: '{"choices":[{}]}' }, 'nonsense', 0],
    ['tokens that are no number', { body: '{"choices":[],"usage":{"total_tokens":"many"}}' }, 'nonsense', 0],
    ['null', { body: 'null' }, 'nonsense', 0],
    ["a proxy's page", { body: '<html>gateway</html>' }, 'nonsense', 0],
  ])('%s is said as what it is', async (_what, says, why, tokens) => {
    expect(await failure(says)).toMatchObject({ why, tokens });
  });

  it('nobody there, too slow, and no time left', async () => {
    expect(await failure('hang', 50)).toMatchObject({ why: 'slow' });
    await server?.close();
    expect(await failure('hang', 5_000, AbortSignal.timeout(30))).toMatchObject({ why: 'slow' });
    const gone = openaiModel({ apiKey: 'k', baseUrl: 'http://127.0.0.1:1/v1', model: 'small' });
    await expect(gone.propose(piece, never)).rejects.toMatchObject({ why: 'down' });
  });

  it('its schema is one that strict structured answers take', () => {
    const check = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { type, properties, required, additionalProperties } = schema as Record<string, unknown>;
      if (type === 'object') {
        expect(additionalProperties).toBe(false);
        expect(required).toEqual(Object.keys(properties as object));
      }
      for (const part of Object.values(schema)) check(part);
    };
    check(proposalJsonSchema());
    expect(JSON.stringify(proposalJsonSchema())).not.toMatch(/Length|Items|imum/);
    expect(proposalSchema.safeParse({ entries: [{ block: 7 }] }).success).toBe(false);
  });
});
