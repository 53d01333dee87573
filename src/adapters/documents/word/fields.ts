import type { XmlTag } from './xml.ts';

/** Follows fields and content controls: which text is shown, and which belongs to a table of contents. */
export class Fields {
  private readonly fields: { instruction: string; result: boolean }[] = [];
  private readonly controls: boolean[] = [];
  private readonly simple: boolean[] = [];
  private inText = false;
  private inInstruction = false;

  open(tag: XmlTag): void {
    switch (tag.name) {
      case 'w:t':
        this.inText = true;
        break;
      case 'w:instrtext':
        this.inInstruction = true;
        break;
      case 'w:fldchar':
        this.mark(tag.attributes['w:fldchartype']);
        break;
      case 'w:fldsimple':
        this.simple.push(isContents(tag.attributes['w:instr'] ?? ''));
        break;
      case 'w:sdt':
        this.controls.push(false);
        break;
      case 'w:docpartgallery':
        if (tag.attributes['w:val'] === 'Table of Contents' && this.controls.length > 0) {
          this.controls[this.controls.length - 1] = true;
        }
        break;
    }
  }

  close(name: string): void {
    if (name === 'w:t') this.inText = false;
    if (name === 'w:instrtext') this.inInstruction = false;
    if (name === 'w:fldsimple') this.simple.pop();
    if (name === 'w:sdt') this.controls.pop();
  }

  text(characters: string): void {
    const field = this.fields.at(-1);
    if (this.inInstruction && field && !field.result) field.instruction += characters;
  }

  /** Whether what is read now is text that a reader sees. */
  get shows(): boolean {
    return this.inText;
  }

  get inContents(): boolean {
    return (
      this.controls.includes(true) ||
      this.simple.includes(true) ||
      this.fields.some((field) => field.result && isContents(field.instruction))
    );
  }

  /** False at the end of a document in which a field was never closed. */
  get ended(): boolean {
    return this.fields.length === 0;
  }

  private mark(type: string | undefined): void {
    const field = this.fields.at(-1);
    if (type === 'begin') this.fields.push({ instruction: '', result: false });
    if (type === 'separate' && field) field.result = true;
    if (type === 'end') this.fields.pop();
  }
}

function isContents(instruction: string): boolean {
  return /^\s*TOC\b/.test(instruction);
}
