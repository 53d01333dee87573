/**
 * Where the person is, in the page's address: `#/kitchen`, `#/kitchen/<thread>`, either with a `/<message>` to show
 * (the thread is empty for one of the channel), or nothing (the list, on a phone).
 */

export const channelAddress = (channel) => `#/${encodeURIComponent(channel)}`;
export const threadAddress = (channel, thread) => `${channelAddress(channel)}/${encodeURIComponent(thread)}`;

export function currentRoute() {
  const [, channel, thread, message] = location.hash.split('/');
  return {
    channel: channel ? decodeURIComponent(channel) : undefined,
    thread: thread ? decodeURIComponent(thread) : undefined,
    message: message ? decodeURIComponent(message) : undefined,
  };
}
