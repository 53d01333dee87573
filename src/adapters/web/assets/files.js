/** Files as people see them: chips, thumbnails, sizes, and the choosing of them. */
import { h } from './dom.js';
import { toast } from './toast.js';
import { workspace } from './workspace.js';

const SHOWN_IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function kind(name) {
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? name.slice(dot + 1, dot + 5).toUpperCase() : '';
  return h('span', { class: 'file-kind', 'aria-hidden': 'true' }, ending || 'FILE');
}

export function fileNamed(name, detail) {
  return h('span', { class: 'file-name' }, h('b', { title: name }, name), h('small', {}, detail));
}

/** Attachments of a message. */
export function attachments(files) {
  return h(
    'div',
    { class: 'files' },
    ...files.map((file) => (SHOWN_IMAGES.has(file.mime) ? thumbnail(file) : chip(file))),
  );
}

function address(file) {
  return `/files/${file.file}?${new URLSearchParams({ name: file.name })}`;
}

function chip(file) {
  return h(
    'a',
    { class: 'file', href: address(file), download: file.name },
    kind(file.name),
    fileNamed(file.name, size(file.bytes)),
  );
}

function thumbnail(file) {
  const image = h('img', { src: address(file), alt: file.name, loading: 'lazy' });
  return h('a', { class: 'thumb', href: address(file), target: '_blank', rel: 'noopener', title: file.name }, image);
}

/** Those of the chosen files that may be sent; the others are named in a toast. */
export function withinLimit(files) {
  const most = workspace.limits.fileBytes;
  return [...files].filter((file) => {
    if (file.size > most) toast(`${file.name} is ${size(file.size)}. A file may have ${size(most)} at most.`);
    return file.size <= most;
  });
}

/** Saves bytes that came as base64 as a download. */
export function download({ name, mime, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: mime }));
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
