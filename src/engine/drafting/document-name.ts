import { fold } from './fold.ts';

/**
 * What stays of a file's name from version to version: `Opening checks v2.1 (final) 2026-03-04.pdf` and
 * `opening-checks.pdf` are the same document. Empty where nothing but a number or a date is left.
 */
export function documentName(name: string): string {
  return fold(name.replace(/\.[\p{L}\p{N}]{1,8}$/u, ''))
    .replace(/[\s_.,;()[\]{}–—-]+/g, ' ')
    .replace(/\b(?:v|ver|version|rev|revision|r)\s?\d+(?:\s\d+)*\b/g, ' ')
    .replace(/\b(?:final|draft|copy|kopie|copie|copia|entwurf|brouillon|borrador|rascunho|bozza|neu|new)\b/g, ' ')
    .replace(/\b\d+\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
