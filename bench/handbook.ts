/** A handbook to be read: the same bytes every time. Each page has a header, text, a list, a table and a footer. */
import { once } from 'node:events';
import PDFDocument from 'pdfkit';

const TASKS = [
  'Check the temperature of the cold room and record it. It must be between 0 and 5 °C.',
  'Clean the slicer, take the blade off and let it dry on the rack.',
  'Count the cash float with a second person and sign the slip.',
  'If the alarm does not arm, call the shift lead before you leave the house.',
  'Write the batch number and the use-by date on every container.',
];

export async function handbook(pages: number): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: 'A4', margin: 56, info: { CreationDate: new Date(0) } });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = once(pdf, 'end');
  for (let page = 1; page <= pages; page++) {
    if (page > 1) pdf.addPage();
    pdf.font('Helvetica').fontSize(9).text('Handbook of the house', 56, 30, { lineBreak: false });
    pdf.font('Helvetica-Bold').fontSize(16).text(`${page}. Procedure of area ${page}`, 56, 70);
    pdf.font('Helvetica').fontSize(10.5);
    const purpose = 'This part says what has to be done in the area, by whom, in which order and what is kept of it.';
    pdf.text(`${purpose} It is done on every day of the week.`, { width: 480 }).moveDown();
    for (let step = 1; step <= 14; step++) {
      pdf.text(`${page}.${step} ${TASKS[(page + step) % TASKS.length]}`, 56, pdf.y, { width: 480 });
      if (step % 4 === 0) pdf.text('• Ask whoever did it before you.', 76, pdf.y, { width: 460 });
      pdf.moveDown(0.3);
    }
    const top = pdf.y + 10;
    for (const [row, cells] of [
      ['Reading', 'Limit', 'Who'],
      ['Cold room', '0 to 5 °C', 'Shift lead'],
      ['Freezer', '-18 °C', 'Shift lead'],
      ['Dishwasher', '82 °C', 'Kitchen'],
    ].entries())
      for (const [column, cell] of cells.entries())
        pdf.text(cell, 56 + column * 160, top + row * 16, { lineBreak: false });
    pdf.fontSize(9).text(`Version 3 · Page ${page} of ${pages}`, 56, 780, { lineBreak: false });
  }
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}
