/**
 * Every input has a limit, and all of them stand here. Checked at the edge (zod, adapters) and refused in words.
 * Sizes are in bytes, lengths in UTF-16 code units, times in milliseconds.
 */
export const LIMITS = {
  /** One uploaded file, evidence or document. */
  fileBytes: 50 * 1024 * 1024,
  documentPages: 500,
  /** Characters of text taken from one document. */
  documentText: 2_000_000,
  documentMs: 60_000,
  documentMemoryMb: 512,
  yamlBytes: 512 * 1024,
  title: 200,
  text: 4_000,
  note: 4_000,
  reason: 2_000,
  instructions: 8_000,
  expression: 500,
  /** The longest due, remind, escalation step or freshness: ten years, so that no deadline leaves the calendar. */
  durationMs: 10 * 366 * 86_400_000,
  roles: 30,
  inputs: 30,
  sources: 30,
  steps: 300,
  boundaries: 30,
  evidencePerStep: 20,
  options: 50,
  /** Values kept for one evidence item of one step, over all its attempts. */
  valuesPerItem: 50,
  exceptionsPerRun: 500,
  notesPerRun: 1_000,
  quorum: 20,
  rowsPerAnswer: 100,
} as const;
