/** `/sop library`: the way to the library's pages, for whoever asks alone. */
import { sentence, typed } from '../cards/sentence.ts';
import { toldCard } from '../cards/views/told.ts';
import { told } from './answering.ts';
import type { Answer, Said } from './conversation.ts';
import { LINK_LASTS, makeLink } from './library/links.ts';
import type { LibraryAddress, Talking } from './talking.ts';

export async function libraryAnswer(talking: Talking, { workspace, member }: Said): Promise<Answer> {
  const { library, db } = talking;
  if (library?.publicUrl !== undefined) {
    const token = await makeLink(db, { workspace, member, now: talking.now() });
    return told(linkCard(`${library.publicUrl}/library/enter/${token}`));
  }
  return told(library?.local.workspace === workspace ? hereCard(library) : NO_ADDRESS);
}

function linkCard(url: string) {
  const text = sentence(
    { type: 'link', url, text: 'Open the library' },
    ` signs you in, in the browser that you open it in. It is for you alone: it works once, within ${LINK_LASTS / 60_000} minutes, and a newer one takes its place.`,
  );
  return toldCard('Your way into the library', text);
}

function hereCard({ local }: LibraryAddress) {
  const text = sentence(
    { type: 'link', url: `${local.url()}/library`, text: 'Open the library' },
    ' as whom you act here: on this machine nobody signs in.',
  );
  return toldCard('Your way into the library', text);
}

const NO_ADDRESS = toldCard(
  'The library has no address yet',
  sentence(
    'Whoever runs Sopwith sets ',
    { type: 'code', text: 'PUBLIC_URL' },
    ' to the address that people reach it at, such as https://sopwith.example.com. From then on ',
    typed('library'),
    ' gives you a link.',
  ),
  'attention',
);
