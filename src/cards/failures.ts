import type { ReadFailure } from '../engine/import/import.ts';
import { LIMITS } from '../engine/limits.ts';

/** Why a document could not become a draft, and what to do. */
export function failureSentence(failure: ReadFailure): string {
  switch (failure) {
    case 'encrypted':
      return 'The document is protected with a password. Save a copy without one, drop that here and import it.';
    case 'empty':
      return 'The file is empty. Check that it was saved, then drop it here again.';
    case 'no_text':
      return 'No text could be read in it. Drop the original, or a sharper picture: straight from above, in even light.';
    case 'too_large':
      return `The file is larger than ${LIMITS.fileBytes / 1024 / 1024} MB, a picture of more than ${LIMITS.picturePixels / 1_000_000} million pixels, or holds too much text. Split it, and import the part with the procedure.`;
    case 'too_many_pages':
      return `The document has more than ${LIMITS.documentPages} pages. Import only the pages with the procedure.`;
    case 'damaged':
      return 'The file is damaged or was cut off. Open it where it came from, save it again and drop it here.';
    case 'not_a_document':
      return 'The file is not what its name says, or not a document. Drop a Word, Excel, PDF, web or text file.';
    case 'too_slow':
      return `Reading took longer than ${LIMITS.documentMs / 1000} seconds (${LIMITS.scannedMs / 60_000} minutes for a scan) and was stopped. Import fewer pages, or save the document as a simpler PDF.`;
    case 'too_much_memory':
      return 'The document unpacks to more than can be read safely, and was stopped. Save it as a simpler PDF or as text.';
    case 'no_steps':
      return 'No steps were found in it. A procedure needs a list of things to do: numbered lines, bullets or boxes to tick.';
    case 'unsupported':
      return 'This kind of file cannot be read. Save it as .docx, .xlsx or PDF (an old .doc, too), a photo as JPEG or PNG, and drop that here.';
    case 'definition_invalid':
      return 'It cannot be kept as an SOP. Mend what is wrong, then drop it here again.';
    case 'failed':
      return 'Reading it failed for a reason of ours, not of the document. Try again; nothing was lost.';
  }
}
