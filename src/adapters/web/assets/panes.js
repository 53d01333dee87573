/** The two panes that hold a conversation: a channel, and one thread of it. */
import { present } from './answers.js';
import { createComposer } from './composer.js';
import { createLog, emptyChannel } from './log.js';
import { openPlace, placeOf, workspace } from './workspace.js';

/** Fills `pane` (its `[data-body]`) with a place. Gives `close()` and `focus()`. */
export async function openPane(pane, place) {
  await openPlace(place.channel, place.thread);
  const name = workspace.channels.get(place.channel).name;
  const body = pane.querySelector('[data-body]');
  const log = createLog({
    place,
    label: place.thread ? `Thread in ${name}` : `Messages in ${name}`,
    empty: emptyChannel(name),
    readOrder: placeOf(place.channel, place.thread).readOrder,
  });
  const composer = createComposer({
    pane,
    place,
    label: place.thread ? 'Reply in this thread' : `Message #${name}`,
    answered: (answer, asked, channel) =>
      present(answer, { place: channel === undefined ? place : { channel }, asked, show: log.show }),
  });
  composer.element.prepend(log.jump);
  body.replaceChildren(log.element, composer.element);
  return {
    focus: composer.focus,
    reveal: log.reveal,
    close() {
      log.close();
      composer.close();
      body.replaceChildren();
    },
  };
}
