/** What the served description says that there is: read anew by each test, so that nothing that is added is forgotten. */
import type { Calling } from './caller.ts';

export interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export interface DescribedOperation {
  readonly security?: readonly { readonly bearer: readonly string[] }[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> };
  readonly responses: Readonly<Record<string, DescribedResponse>>;
}

export interface DescribedResponse {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

export interface Operation {
  readonly name: string;
  readonly method: string;
  /** Behind `/api`, with its parameters in braces. */
  readonly path: string;
  readonly scope: string;
  readonly query: readonly string[];
  /** Media types of its body; none: it has no body. */
  readonly takes: readonly string[];
  readonly responses: DescribedOperation['responses'];
}

export async function describedBy(caller: Calling): Promise<Described> {
  return (await caller.call('GET', '/openapi.json')).said as Described;
}

export function operationsIn({ paths }: Described): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path: path.replace(/^\/api/, ''),
      scope: one.security?.[0]?.bearer[0] ?? '',
      query: (one.parameters ?? []).flatMap((each) => (each.in === 'query' ? each.name : [])),
      takes: Object.keys(one.requestBody?.content ?? {}),
      responses: one.responses,
    })),
  );
}
