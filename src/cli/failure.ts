/** Something that the person at the command line can mend. The message is one sentence that says how. */
export class CliError extends Error {}
