/**
 * Makes the sample documents of `samples/`: two procedures as a business would print them. The same bytes every time,
 * because dates and ids are fixed.
 *
 *   node scripts/make-samples.ts
 */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { Handbook, type Pdf } from './sample-handbook.ts';

function openingChecks(pdf: Pdf): void {
  const look = { ink: '#1d2a2a', soft: '#5f6f6e', accent: '#0f6b5c', pale: '#dfeae7' };
  const book = new Handbook(pdf, look, {
    header: 'Staff handbook · Kitchen and counter',
    footer: 'OPS-01 · Version 3 · Valid from 1 March 2026',
  });
  book.title('Opening checks', 'What has to be right before the first guest comes in');
  book.heading('Purpose');
  book.paragraph(
    'The opening checks make sure that the café is safe, clean and ready, and that we can show it: every reading is kept with the name of the person who took it.',
  );
  book.heading('Scope');
  book.paragraph(
    'They apply to every opening of the café, seven days a week. Deliveries during the day and closing have procedures of their own.',
  );
  book.heading('Roles');
  book.bullets([
    'Opener: does the checks in this order and records the readings.',
    'Shift lead: signs off the opening and decides what happens when something is out of range.',
  ]);
  book.heading('Procedure');
  book.step(1, 'Wash your hands and put on a clean apron. Tie back long hair and take off rings and watches.');
  book.step(2, 'Check the fridge temperature and record it. It must be between 0 and 5 °C.', [
    'Read the thermometer inside the fridge, not the display on the door.',
    'Keep the door closed for ten minutes before you read it.',
  ]);
  book.step(3, 'Check the freezer temperature and record it. It must be at most -18 °C.');
  book.step(
    4,
    'Check the probe thermometer in ice water and record the temperature. A good probe shows between -1 and 1 °C.',
    [
      'Fill a cup with crushed ice, add a little water and stir.',
      'Hold the probe in the middle of the cup until the reading stands still.',
    ],
  );
  book.step(
    5,
    'Look through the fridge and the dry store for food past its use-by date. Throw it away and note what it was.',
  );
  book.step(6, 'Clean and sanitise the counter and the display. Take a photo of the counter when it is set.');
  book.step(
    7,
    'Switch on the coffee machine and let it heat up. The pressure must be between 8 and 10 bar; record it.',
  );
  book.step(8, 'Count the cash float with the drawer closed to guests and write down the amount.');
  book.step(
    9,
    'Check that the fire exits are clear, that both extinguishers hang in their place and that the first-aid kit is complete.',
  );
  book.step(10, 'The shift lead signs off the opening. The doors stay closed until then.');
  book.heading('If a reading is out of range');
  book.paragraph(
    'Food that may have been too warm is not sold until the shift lead has decided. Leave it where it is, put a label on it and measure again after 15 minutes. The shift lead decides whether it is moved or thrown away, and says why.',
  );
  book.heading('Definitions');
  book.bullets([
    'Use-by date: the last day on which food may be sold. It is not the same as a best-before date.',
    'Probe thermometer: the thermometer with a needle that is put into food.',
  ]);
  book.heading('Revision history');
  book.table(
    [70, 97, 300],
    [
      ['Version', 'Date', 'Change'],
      ['1', '4 May 2024', 'First edition'],
      ['2', '12 January 2025', 'Ice-water check of the probe added'],
      ['3', '1 March 2026', 'Photo of the counter added; limits of the freezer made clear'],
    ],
  );
  book.footers();
}

function refundRequest(pdf: Pdf): void {
  const look = { ink: '#1e2233', soft: '#666c80', accent: '#3a3f9e', pale: '#e3e5f3' };
  const book = new Handbook(pdf, look, {
    header: 'Customer support · Procedures',
    footer: 'CS-07 · Version 2 · Valid from 1 February 2026',
  });
  book.title('Refund request', 'From the customer’s message to the filed receipt');
  book.heading('Purpose');
  book.paragraph('Customers get a fair answer quickly, and no refund leaves the company on the word of one person.');
  book.heading('Scope');
  book.paragraph(
    'All refunds for orders of the web shop. Chargebacks that a bank has opened are handled by accounting.',
  );
  book.heading('Roles and responsibilities');
  book.table(
    [150, 317],
    [
      ['Role', 'Responsibility'],
      ['Support agent', 'Handles the request from the first message to the receipt'],
      ['Support lead', 'Approves refunds above the limit'],
      ['Head of support', 'Accountable for this procedure; decides exceptions from it'],
    ],
  );
  book.heading('Information needed');
  book.bullets(['Order number', 'Email address of the customer', 'Refund amount in EUR', 'Reason for the refund']);
  book.heading('Procedure');
  book.step(
    1,
    'Confirm the customer’s details. Name, email address and order number must match the order; ask the customer if one of them does not.',
  );
  book.step(
    2,
    'Check the order in the order system. Note the date of the order, what was delivered and what was paid.',
    [
      'A refund is possible within 60 days of delivery.',
      'Shipping costs are refunded only if the whole order goes back.',
    ],
  );
  book.step(
    3,
    'Decide on the refund: full refund, partial refund or refuse. Note the reason in one sentence that the customer could read.',
  );
  book.step(4, 'Prepare the refund in the payment system and attach the calculation. Do not release it yet.');
  book.step(
    5,
    'Get approval for the refund. Refunds above 100 EUR must be approved by two support leads who did not prepare the refund.',
  );
  book.step(6, 'Release the payment within 2 days of the approval.');
  book.step(7, 'Tell the customer what was decided, how much is paid back and when the money arrives.');
  book.step(8, 'File the receipt of the payment with the order. Upload it as a PDF.');
  book.heading('Exceptions');
  book.paragraph(
    'The head of support decides requests that this procedure does not cover, for example an order paid with several vouchers, or a customer who asks for the third time.',
  );
  book.heading('References');
  book.bullets(['CS-02 Complaints', 'FIN-11 Payments and receipts', 'Terms of sale, section 8']);
  book.footers();
}

const samples = [
  { file: 'opening-checks.pdf', title: 'Opening checks', draw: openingChecks },
  { file: 'refund-request.pdf', title: 'Refund request', draw: refundRequest },
];

const folder = process.argv[2] ?? fileURLToPath(new URL('../samples', import.meta.url));
await mkdir(folder, { recursive: true });
for (const { file, title, draw } of samples) {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    info: { Title: title, Producer: 'Sopwith', Creator: 'Sopwith', CreationDate: new Date(Date.UTC(2026, 0, 5)) },
  });
  const out = createWriteStream(`${folder}/${file}`);
  pdf.pipe(out);
  draw(pdf);
  pdf.end();
  await finished(out);
}
