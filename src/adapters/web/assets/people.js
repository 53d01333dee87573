/** The demo people: who they are, and acting as another of them. */

import { post } from './api.js';
import { h, icon } from './dom.js';
import { toast } from './toast.js';
import { workspace } from './workspace.js';

export function memberName(id) {
  return workspace.members.get(id)?.name ?? 'Somebody who left';
}

export function avatar(id, size = '') {
  const name = memberName(id);
  const initials = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
  const order = [...workspace.members.keys()].indexOf(id);
  return h('span', { class: `avatar ${size}`, 'data-hue': String((order + 6) % 6), 'aria-hidden': 'true' }, initials);
}

export function appAvatar(size = '') {
  return h('span', { class: `avatar mark ${size}`, 'aria-hidden': 'true' }, icon('check', size === 'tiny' ? 13 : 22));
}

export function drawPeople(list) {
  list.replaceChildren(...[...workspace.members.values()].map((member) => h('li', {}, personButton(member))));
}

function personButton(member) {
  const mine = member.id === workspace.me;
  return h(
    'button',
    {
      type: 'button',
      class: 'side-item person',
      'aria-current': String(mine),
      'data-member': member.id,
      title: mine ? 'You are acting as this person' : `Act as ${member.name}`,
      onclick: () => !mine && becomeMember(member.id),
    },
    avatar(member.id, 'small'),
    h(
      'span',
      { class: 'who' },
      h('span', { class: 'name' }, member.name),
      h('span', { class: 'roles' }, member.roles.join(', ')),
    ),
    mine && h('span', { class: 'you' }, 'You'),
  );
}

async function becomeMember(member) {
  try {
    await post('/session', { member });
    location.reload();
  } catch (failed) {
    toast(failed.message);
  }
}
