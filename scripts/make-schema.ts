/** Writes schema/sop.schema.json from the definition: `node scripts/make-schema.ts`. A test says when it is out of date. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { definitionJsonSchema } from '../src/engine/schema.ts';

const folder = new URL('../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('sop.schema.json', folder), `${JSON.stringify(definitionJsonSchema(), null, 2)}\n`);
