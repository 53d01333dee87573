/** One message of a log: who, when, what; kept up to date in place. */

import { present, press } from './answers.js';
import { createCard, isRefusal } from './card.js';
import { h, icon, prose } from './dom.js';
import { attachments } from './files.js';
import { appAvatar, avatar, memberName } from './people.js';
import { threadAddress } from './route.js';
import { fullTime, time, when } from './time.js';
import { workspace } from './workspace.js';

/** `place` is { channel, thread } of the log. `update(message, follows)`: `follows` drops the name and the picture. */
export function createMessage(place) {
  const gutter = h('div', { class: 'gutter' });
  const head = h('div', { class: 'message-head' });
  const text = h('div', {});
  const cardSlot = h('div', {});
  const answerSlot = h('div', { role: 'status' });
  const replies = h('div', {});
  const element = h(
    'article',
    { class: 'message' },
    gutter,
    h('div', { class: 'body' }, head, text, cardSlot, answerSlot, replies),
  );
  const show = (answer) => {
    isRefused = false;
    answerSlot.replaceChildren(...(answer ? [answer] : []));
    answer?.scrollIntoView({ block: 'nearest' });
  };
  let card;
  let shownCard;
  let shownText;
  let isRefused = false;

  function drawHead(message, follows) {
    const stamp = h(
      'time',
      { datetime: new Date(message.at).toISOString(), title: fullTime(message.at) },
      time(message.at),
    );
    if (follows) stamp.className = 'gutter-time';
    const author = message.author === null ? 'Sopwith' : memberName(message.author);
    const picture = message.author === null ? appAvatar() : avatar(message.author);
    gutter.replaceChildren(follows ? stamp : picture);
    head.hidden = follows;
    head.replaceChildren(
      ...(follows
        ? []
        : [
            h('span', { class: 'author' }, author),
            message.author === null && h('span', { class: 'app-tag' }, 'App'),
            stamp,
          ].filter(Boolean)),
    );
    element.setAttribute('aria-label', `${author}, ${time(message.at)}`);
  }

  function drawContent(message) {
    const signature = JSON.stringify([message.text, message.files, message.deleted]);
    if (signature !== shownText) {
      shownText = signature;
      const words = message.deleted
        ? h('p', { class: 'deleted' }, 'This message was deleted.')
        : message.text && h('p', { class: 'message-text' }, ...prose(message.text));
      text.replaceChildren(...[words, message.files.length > 0 && attachments(message.files)].filter(Boolean));
    }
    if (!message.card) {
      card = undefined;
      return cardSlot.replaceChildren();
    }
    const shown = { card: message.card, tone: message.tone, charts: message.charts };
    if (card) {
      // A refusal is about the card as it was: one that stays under a card that went on says something untrue.
      if (isRefused && JSON.stringify(shown) !== shownCard) show();
      shownCard = JSON.stringify(shown);
      return card.update(shown);
    }
    shownCard = JSON.stringify(shown);
    card = createCard(
      shown,
      (value, fields, progress) => press(value, fields, place, progress),
      (answer) => {
        show();
        present(answer, { place, show });
        isRefused = isRefusal(answer);
      },
    );
    cardSlot.replaceChildren(card.element);
  }

  function update(message, follows) {
    element.dataset.message = message.id;
    element.classList.toggle('follows', follows);
    element.classList.toggle('plain', !message.card && !message.replies);
    drawHead(message, follows);
    drawContent(message);
    replies.replaceChildren(...(place.thread || message.deleted ? [] : [replyBar(message)]));
  }
  return { element, update };
}

function replyBar(message) {
  const go = () => {
    location.hash = threadAddress(message.channel, message.id);
  };
  if (!message.replies) {
    return h(
      'button',
      { type: 'button', class: 'reply-bar start', onclick: go },
      icon('reply', 16),
      h('span', { class: 'label' }, 'Reply'),
    );
  }
  const { count, lastAt, authors } = message.replies;
  const { count: unread = 0 } = workspace.unread.find((entry) => entry.thread === message.id) ?? {};
  const asked = workspace.waiting.has(message.id);
  const faces = authors.map((author) => (author === null ? appAvatar('tiny') : avatar(author, 'tiny')));
  return h(
    'button',
    { type: 'button', class: `reply-bar ${asked ? 'mine' : ''}`, onclick: go },
    asked ? icon('reply', 16) : h('span', { class: 'faces' }, ...faces),
    asked ? 'It waits for you here' : count === 1 ? '1 reply' : `${count} replies`,
    unread > 0 && !asked && h('span', { class: 'dot', title: `${unread} unread` }),
    !asked && h('span', { class: 'last' }, `last ${when(lastAt)}`),
  );
}
