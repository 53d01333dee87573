import { z } from 'zod';
import { LIMITS } from '../limits.ts';

/** A stored file: bytes by SHA-256 in the file store, with what the sender called it. */
export const fileRef = z.strictObject({
  file: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(255),
  mime: z.string().max(120),
  bytes: z.number().int().nonnegative(),
});

/** What was recorded: a reading, a text, link, choice (its id) or signature (the typed name), a tick, a file. */
export const evidenceValue = z.union([z.number(), z.boolean(), z.string().max(LIMITS.text), fileRef]);

/** One answer of a form, as typed. Numbers may still be text here (`"4.5"`, `"4,5"`): the engine reads them. */
export const recorded = z.strictObject({ item: z.string().max(60), value: evidenceValue });

/** What a run is told before it starts: by input id, as typed. */
export const inputValues = z.record(
  z.string().max(60),
  z.union([z.string().max(LIMITS.text), z.number(), z.boolean()]),
);

export type FileRef = Readonly<z.infer<typeof fileRef>>;
export type EvidenceValue = number | boolean | string | FileRef;
export type Recorded = { readonly item: string; readonly value: EvidenceValue };
export type InputValue = number | boolean | string;
export type InputValues = Readonly<Record<string, InputValue>>;
