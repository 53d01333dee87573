/**
 * One event stream for all tabs of this browser: it opens few connections to one address, and a stream holds one for as
 * long as its tab is open. Whoever holds the lock listens, and tells the others over a channel:
 *
 *   follower   takes what the listener tells; waits for the lock
 *   listener   holds the lock and the stream, tells every change; when its tab goes, the next follower listens
 *
 * Each change says which one came before it. A tab that missed one (it was frozen, or it came while the listener
 * changed) starts over. A browser without locks or channels has a stream for each tab.
 */

const AGAIN_AFTER = 2_500;

/**
 * `happened({ type, data, seq })` hears of `changes`, `reset`, `other_member` and `connected` (data: is it). `seen()` is
 * the number of the last change that this tab knows.
 */
export function subscribe({ member, zone, seen, happened }) {
  const name = `sopwith ${member} ${zone}`;
  if (!navigator.locks || !globalThis.BroadcastChannel) {
    return listen({ member, zone, since: seen(), tell: happened });
  }
  const channel = new BroadcastChannel(name);
  let isListening = false;
  let isConnected = true;

  const take = (told) => {
    if (told.type === 'connected') isConnected = told.data;
    // What a tab knows already comes again when it was loaded after the listener.
    if (told.seq !== undefined && told.seq <= seen()) return;
    if (told.type === 'changes' && told.before > seen()) return happened({ type: 'reset', seq: told.seq });
    happened(told);
  };
  const tell = (told) => {
    take(told);
    channel.postMessage(told);
  };
  channel.addEventListener('message', ({ data: told }) => {
    if (told.type !== 'hello') return take(told);
    // A tab that comes while the connection is lost must know.
    if (isListening && !isConnected) channel.postMessage({ type: 'connected', data: false });
    // What changed while it was loading went past it.
    if (isListening && told.seq < seen()) channel.postMessage({ type: 'reset', seq: seen() });
  });
  const gone = new AbortController();
  addEventListener('pagehide', () => gone.abort());
  // A page that the browser kept and shows again has lost its lock and its channel.
  addEventListener('pageshow', (event) => event.persisted && location.reload());
  navigator.locks
    .request(name, { signal: gone.signal }, () => {
      isListening = true;
      const stop = listen({ member, zone, since: seen(), tell });
      return new Promise((free) => {
        gone.signal.addEventListener('abort', () => {
          stop();
          free();
        });
      });
    })
    .catch((problem) => {
      if (problem.name !== 'AbortError') listen({ member, zone, since: seen(), tell: happened });
    });
  channel.postMessage({ type: 'hello', seq: seen() });
}

/**
 * Opens a stream. The browser reconnects by itself and says which change it saw last, so nothing is missed between.
 * Gives what closes it.
 */
function listen({ member, zone, since, tell }) {
  let last = since;
  let source;
  let again;

  function open() {
    source = new EventSource(`/api/local/stream?${new URLSearchParams({ as: member, since: String(last), zone })}`);
    source.addEventListener('open', () => tell({ type: 'connected', data: true }));
    source.addEventListener('error', () => {
      tell({ type: 'connected', data: false });
      // A browser gives up for good after an HTTP error; the page does not.
      if (source.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_AFTER);
    });
    source.addEventListener('changes', (event) => {
      const before = last;
      last = Number(event.lastEventId);
      tell({ type: 'changes', before, seq: last, data: JSON.parse(event.data) });
    });
    source.addEventListener('reset', (event) => {
      last = Number(event.lastEventId);
      tell({ type: 'reset', seq: last });
    });
    source.addEventListener('other_member', () => tell({ type: 'other_member' }));
  }

  const close = () => {
    clearTimeout(again);
    source.close();
  };
  open();
  addEventListener('pagehide', close);
  return close;
}
