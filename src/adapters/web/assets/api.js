/**
 * Requests to the server. Each change carries a key of its own, and is tried again with the same key when the network
 * drops it, so that a lost answer never does a thing twice.
 */
import { zone } from './time.js';

const BASE = '/api/local';
let acting = '';

/** Who this page acts as. The server refuses when the session has become somebody else in another tab. */
export function actAs(member) {
  acting = member;
}

/**
 * A failure with a sentence for the person. `status` is 0 when the server could not be reached; `answer` is all that it
 * said.
 */
export class RequestFailed extends Error {
  constructor(status, message, answer = {}) {
    super(message);
    this.status = status;
    this.answer = answer;
  }
}

export const newKey = () => crypto.randomUUID();

const headers = (more) => ({ 'x-sopwith-member': acting, 'x-time-zone': zone, ...more });

export async function get(path) {
  return read(await reach(() => fetch(BASE + path, { headers: headers({}) })));
}

/** `more`: options of `fetch`. */
export async function post(path, body, key = newKey(), more = {}) {
  const send = () =>
    fetch(BASE + path, {
      method: 'POST',
      headers: headers({ 'content-type': 'application/json', 'idempotency-key': key }),
      body: JSON.stringify(body),
      ...more,
    });
  return read(await reach(send));
}

/** Three tries, a little apart. */
async function reach(send) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch {
      if (attempt === 3) throw new RequestFailed(0, 'Sopwith cannot be reached. What you typed is kept; try again.');
      await new Promise((done) => setTimeout(done, attempt * 700));
    }
  }
}

async function read(response) {
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  if (answer.code === 'other_member') location.reload();
  throw new RequestFailed(response.status, answer.message ?? 'That did not work. Try again.', answer);
}

/**
 * Sends files with their progress (0 to 1). `fields` go before the files. Uses XMLHttpRequest, because fetch cannot
 * tell how much has been sent.
 */
export function upload(path, files, fields, progress, key = newKey()) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  for (const file of files) form.append('file', file, file.name);
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', BASE + path);
    for (const [name, value] of Object.entries(headers({ 'idempotency-key': key })))
      request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => {
      if (request.status < 300) return done(request.response);
      fail(new RequestFailed(request.status, request.response?.message ?? 'The file was not saved. Try again.'));
    };
    request.onerror = () => fail(new RequestFailed(0, 'The file did not arrive. Check the connection and try again.'));
    request.send(form);
  });
}
