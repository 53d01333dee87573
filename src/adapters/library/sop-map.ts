/** The flow of an SOP as a picture: its steps, where it branches, what is approved, and what stops it. */
import { html } from 'hono/html';
import { flowPicture } from '../../runtime/library/map.ts';
import type { SopDetail } from '../../runtime/library/sop.ts';
import type { Layout } from '../../runtime/ports.ts';
import { sopPath } from './addresses.ts';
import type { Markup } from './document.ts';
import { pictures } from './pictures.ts';

export async function mapTab(layout: Layout, sop: SopDetail): Promise<Markup> {
  if (sop.steps.length === 0) {
    return html`<div class="empty"><h2>No step yet</h2><p>The picture is drawn from the steps. <code>/sop edit ${sop.key}</code> adds some.</p></div>`;
  }
  const href = (step: string) => `${sopPath(sop.id)}#step-${step}`;
  const drawn = (shape: 'wide' | 'narrow') =>
    flowPicture(layout, sop.definition, { id: `flow-${shape}`, standing: 'page', shape, href });
  const [wide, narrow] = await Promise.all([drawn('wide'), drawn('narrow')]);
  return html`${pictures(`The flow of ${sop.title}`, { wide, narrow, begins: 'middle' })}
      ${sop.status === 'archived' ? '' : html`<p class="more"><a class="button" href="/library/sops/${encodeURIComponent(sop.id)}/flow.svg">SVG</a></p>`}`;
}
