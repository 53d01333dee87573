import type { Block } from './document.ts';

/** Words of the document that are one step, before anything is inferred from them. */
export interface Candidate {
  readonly block: Block;
  /** As printed, without the marker. */
  readonly text: string;
  /** Sub-bullets and remarks that belong to it, as printed. */
  readonly details: readonly string[];
  /** What a table's columns say of it. */
  readonly columns: {
    readonly role?: string;
    readonly evidence?: string;
    readonly limit?: string;
    readonly due?: string;
    readonly frequency?: string;
    /** Headers of columns that are left blank to be filled in. */
    readonly blank?: readonly string[];
    /** Headers of columns of which one is ticked ("OK", "Not OK"). */
    readonly choices?: readonly string[];
  };
  /** The heading it stands under. */
  readonly heading: Block | undefined;
  /** How sure it is that this is a step, 0 to 1. */
  readonly confidence: number;
  /** The item that the step was listed below, where that one is no step itself; said in the instructions. */
  readonly under?: string;
  /** Names of the choices, where the sub-bullets are choices. */
  readonly nested: readonly string[];
}
