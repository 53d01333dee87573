/** How the pages of the sample documents look: like those of a well-kept handbook. */
import type PDFDocument from 'pdfkit';

export type Pdf = InstanceType<typeof PDFDocument>;

interface Look {
  readonly ink: string;
  readonly soft: string;
  readonly accent: string;
  readonly pale: string;
}

const LEFT = 64;
const WIDTH = 467;
const BOTTOM = 742;
const BODY = 10.5;

/** Header and footer on each page, headings, numbered steps, tables. */
export class Handbook {
  private readonly pdf: Pdf;
  private readonly look: Look;
  private readonly running: { readonly header: string; readonly footer: string };

  constructor(pdf: Pdf, look: Look, running: { readonly header: string; readonly footer: string }) {
    this.pdf = pdf;
    this.look = look;
    this.running = running;
    this.page();
  }

  page(): void {
    this.pdf.addPage();
    this.pdf.rect(0, 0, 595.28, 8).fill(this.look.accent);
    this.pdf
      .font('Helvetica')
      .fontSize(8.5)
      .fillColor(this.look.soft)
      .text(this.running.header, LEFT, 34, { lineBreak: false });
    this.pdf
      .moveTo(LEFT, 50)
      .lineTo(LEFT + WIDTH, 50)
      .lineWidth(0.5)
      .stroke(this.look.pale);
    this.pdf.x = LEFT;
    this.pdf.y = 78;
  }

  /** Footers are drawn last, when the number of pages is known. */
  footers(): void {
    const { count } = this.pdf.bufferedPageRange();
    for (let index = 0; index < count; index++) {
      this.pdf.switchToPage(index);
      this.pdf
        .moveTo(LEFT, 778)
        .lineTo(LEFT + WIDTH, 778)
        .lineWidth(0.5)
        .stroke(this.look.pale);
      this.pdf.font('Helvetica').fontSize(8.5).fillColor(this.look.soft);
      this.pdf.text(this.running.footer, LEFT, 788, { lineBreak: false });
      const number = `Page ${index + 1} of ${count}`;
      this.pdf.text(number, LEFT + WIDTH - this.pdf.widthOfString(number), 788, { lineBreak: false });
    }
  }

  title(text: string, below: string): void {
    this.pdf
      .font('Helvetica-Bold')
      .fontSize(26)
      .fillColor(this.look.ink)
      .text(text, LEFT, this.pdf.y, { width: WIDTH });
    this.pdf.moveDown(0.15);
    this.pdf.font('Helvetica').fontSize(11).fillColor(this.look.soft).text(below, { width: WIDTH });
    this.pdf.moveDown(0.6);
  }

  heading(text: string): void {
    if (this.pdf.y > BOTTOM - 90) this.page();
    this.pdf.moveDown(0.7);
    this.pdf
      .font('Helvetica-Bold')
      .fontSize(14)
      .fillColor(this.look.accent)
      .text(text, LEFT, this.pdf.y, { width: WIDTH });
    this.pdf.moveDown(0.25);
  }

  paragraph(text: string): void {
    this.body().text(text, LEFT, this.pdf.y, { width: WIDTH, lineGap: 2.5 });
    this.pdf.moveDown(0.35);
  }

  bullets(items: readonly string[], x = LEFT): void {
    for (const item of items) this.marked('•', item, x, 14);
    this.pdf.moveDown(0.2);
  }

  step(number: number, text: string, below: readonly string[] = []): void {
    this.pdf.font('Helvetica').fontSize(BODY);
    const height = this.pdf.heightOfString(text, { width: WIDTH - 24, lineGap: 2.5 }) + below.length * 32;
    if (this.pdf.y + height > BOTTOM) this.page();
    this.marked(`${number}.`, text, LEFT, 24);
    if (below.length > 0) this.bullets(below, LEFT + 24);
    this.pdf.moveDown(0.35);
  }

  table(widths: readonly number[], rows: readonly (readonly string[])[]): void {
    rows.forEach((row, index) => {
      const font = index === 0 ? 'Helvetica-Bold' : 'Helvetica';
      this.pdf.font(font).fontSize(9.5);
      const height = Math.max(
        ...row.map((cell, at) => this.pdf.heightOfString(cell, { width: (widths[at] ?? 0) - 12, lineGap: 1.5 })),
      );
      const { y } = this.pdf;
      if (index === 0) this.pdf.rect(LEFT, y - 4, WIDTH, height + 8).fill(this.look.pale);
      let x = LEFT + 6;
      row.forEach((cell, at) => {
        this.pdf
          .font(font)
          .fontSize(9.5)
          .fillColor(this.look.ink)
          .text(cell, x, y, { width: (widths[at] ?? 0) - 12, lineGap: 1.5 });
        x += widths[at] ?? 0;
      });
      this.pdf.y = y + height + 9;
      this.pdf
        .moveTo(LEFT, this.pdf.y - 5)
        .lineTo(LEFT + WIDTH, this.pdf.y - 5)
        .lineWidth(0.5)
        .stroke(this.look.pale);
    });
    this.pdf.x = LEFT;
    this.pdf.moveDown(0.4);
  }

  private marked(marker: string, text: string, x: number, indent: number): void {
    const { y } = this.pdf;
    this.body().text(marker, x, y, { lineBreak: false });
    this.body().text(text, x + indent, y, { width: LEFT + WIDTH - x - indent, lineGap: 2.5 });
    this.pdf.moveDown(0.15);
  }

  private body(): Pdf {
    return this.pdf.font('Helvetica').fontSize(BODY).fillColor(this.look.ink);
  }
}
