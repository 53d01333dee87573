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
  /** Filled cells of one spreadsheet. */
  documentCells: 200_000,
  documentMs: 60_000,
  documentMemoryMb: 512,
  /** Pixels of one picture that is read as a document: more than most phones take. */
  picturePixels: 30_000_000,
  /** Recognising the text of one scanned page, and of all pages of a document. */
  scannedPageMs: 60_000,
  scannedMs: 15 * 60_000,
  /** While a scan is recognised, in megabytes: the largest picture that is read takes 1,250. */
  scannedMemoryMb: 1_536,
  /** Asking a model about one document: time for all answers and for one, tokens for all answers and of one. */
  modelMs: 180_000,
  modelAnswerMs: 60_000,
  modelTokens: 200_000,
  modelAnswerTokens: 16_000,
  yamlBytes: 512 * 1024,
  /** Lists and groups within each other: more than twice what a definition has. */
  nesting: 20,
  title: 200,
  text: 4_000,
  note: 4_000,
  reason: 2_000,
  instructions: 8_000,
  /** What a procedure should say, as somebody who decided over a problem puts it. */
  say: 1_000,
  expression: 500,
  /** The longest due, remind, escalation step or freshness: ten years, so that no deadline leaves the calendar. */
  durationMs: 10 * 366 * 86_400_000,
  roles: 30,
  inputs: 30,
  sources: 30,
  steps: 300,
  /** Steps that one step waits for by name. */
  needs: 100,
  boundaries: 30,
  evidencePerStep: 20,
  /** Systems that one step reads, and that it writes. */
  systems: 20,
  options: 50,
  /** Values kept for one evidence item of one step, over all its attempts. */
  valuesPerItem: 50,
  exceptionsPerRun: 500,
  notesPerRun: 1_000,
  quorum: 20,
  /** Lines kept of a document that read like steps and were not taken. */
  leftOut: 60,
  /** Cases that one look at a step of an SOP takes in; those that a proposal names; proposals that an SOP remembers, and that may be open. */
  cases: 300,
  casesNamed: 20,
  proposals: 100,
  proposalsOpen: 20,
  /** Open questions of one draft. */
  questions: 500,
  /** When a routine starts its runs, as typed; the name of a time zone. */
  schedule: 200,
  zone: 60,
  /** From the start of a run until its window closes: a week. */
  windowMs: 7 * 86_400_000,
  /** Routines of one workspace that are looked through for what they start today. */
  routines: 1_000,
  /** Quiet hours of a day at most, in minutes. */
  quietMinutes: 20 * 60,
  /** Times at which a workspace is closed, each of one day or several. */
  closedDays: 200,
  rowsPerAnswer: 100,
  /** SOPs of one workspace that the workflow map takes in, and their steps; systems and SOPs in its picture. */
  mapSops: 500,
  mapSteps: 20_000,
  mapSystems: 60,
  mapProcedures: 150,
  /** Arranging the picture of one SOP. */
  layoutMs: 5_000,
  layoutMemoryMb: 512,
  /** Of an evidence pack's PDF: pixels of one photo that is decoded for it, and bytes of all photos in it together. */
  packPixels: 64_000_000,
  packPhotoBytes: 100 * 1024 * 1024,
  /** Of an evidence pack that is checked: its entries, and its trail. What else is in it is as large as the trail says. */
  packEntries: 100_000,
  packTrailBytes: 256 * 1024 * 1024,
} as const;
