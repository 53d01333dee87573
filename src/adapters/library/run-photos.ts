/** The photos of a run, each with what it shows and whose it is. */
import { html } from 'hono/html';
import { type Definition, stepOf } from '../../engine/definition.ts';
import type { EvidenceRecord } from '../../engine/run/state.ts';
import { SHOWN_IMAGES } from '../http/file-kind.ts';
import type { Markup } from './document.ts';
import type { Shown } from './run-shown.ts';
import { time } from './time.ts';
import { nameOf } from './words.ts';

/** Photos of a page: each is as large as it was taken. */
const MOST = 24;

/** The newest ones, unless all are wanted. */
export function gallery({ run, definition, names }: Shown, isWhole: boolean): Markup | '' {
  const all = run.evidence.flatMap((one) =>
    typeof one.value === 'object' && SHOWN_IMAGES.has(one.value.mime) ? [{ one, file: one.value }] : [],
  );
  if (all.length === 0) return '';
  const photos = isWhole ? all : all.slice(-MOST);
  const counted = new Set(run.steps.flatMap((step) => Object.values(step.recorded)));
  return html`<section class="section">
        <h2 id="photos">Photos<span class="count">${all.length}</span></h2>
        <ul class="gallery">
          ${photos.map(
            ({ one, file }) => html`<li><figure>
            <a href="/library/files/${file.file}?name=${encodeURIComponent(file.name)}"><img src="/library/files/${file.file}" alt="${itemTitle(definition, one)}, opens ${file.name}" loading="lazy" width="400" height="300"></a>
            <figcaption><strong>${itemTitle(definition, one)}</strong><br>${stepOf(definition, one.step)?.title ?? one.step}<br><span class="muted">${nameOf(one.by, names)}, ${time(one.at, 'day_time')}${counted.has(one.id) ? '' : '; of work that was sent back'}</span></figcaption>
          </figure></li>`,
          )}
        </ul>
        ${photos.length < all.length ? html`<p class="more"><a class="button" href="?tab=steps&amp;photos=all#photos">Show all ${all.length} photos</a></p>` : ''}
      </section>`;
}

/** What the procedure asked to see. */
function itemTitle(definition: Definition, { step, item }: EvidenceRecord): string {
  return stepOf(definition, step)?.evidence.find(({ id }) => id === item)?.title ?? item.replaceAll('_', ' ');
}
