// The live stream: one link that brings every change, and comes back by itself.
import { addEvents, applyApps, applyUsage } from './apply.js';
import { call, session } from './api.js';
import { change, current, serverNow } from './store.js';
import { inTurn, packs } from './unpack.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30000;
// More than a daemon tells in the time in which people notice that a link was lost.
const EVENTS_ASKED = 1000;

let failures = 0;
let retry = null;
let pageBuild = null;
let link = null;
let greeted = false;
let behind = false;
let watched = null;

/** Opens the link, and opens it again whenever it is lost. */
export function connect() {
  clearTimeout(retry);
  retry = null;
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const mine = new WebSocket(`${scheme}//${location.host}/ws/live${packs ? '?packed=gzip' : ''}`);
  link = mine;
  mine.binaryType = 'arraybuffer';
  const hear = inTurn((text) => link === mine && take(JSON.parse(text)), () => mine.close());
  mine.onmessage = ({ data }) => hear(data);
  mine.onclose = () => lost();
}

/** Has the daemon tell how an app's history grows, which take hears; one app at a time. Answers how to end that. */
export function watch(name, take) {
  const mine = { name, take };
  watched = mine;
  wish();
  return () => {
    if (watched !== mine) return;
    watched = null;
    wish();
  };
}

function wish() {
  if (link?.readyState === WebSocket.OPEN) link.send(JSON.stringify({ watch: watched?.name ?? null }));
}

/** Tries at once; for when a person, or the network, says that it may work now. */
export function reconnectNow() {
  if (retry === null) return;
  clearTimeout(retry);
  knock();
}

function lost() {
  const { link: known } = current();
  if (known.status !== 'lost') change({ link: { status: 'lost', sinceMs: Date.now() } });
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures) * (0.75 + Math.random() / 2);
  failures++;
  retry = setTimeout(knock, pause);
}

// A refused log-in cannot be told from a lost link, so that the session is asked for first.
async function knock() {
  retry = setTimeout(() => {}, 0);
  try {
    await session();
  } catch {
    lost();
    return;
  }
  connect();
}

function take(message) {
  const state = current();
  switch (message.type) {
    case 'hello':
      failures = 0;
      greet(message);
      break;
    case 'apps':
      change({ ...applyApps(state, message, serverNow()), pending: settled(state, message), missed: state.missed + (behind ? 1 : 0), link: { status: 'live', sinceMs: Date.now() } });
      if (behind) catchUp();
      break;
    case 'usage':
      change(applyUsage(state, message));
      break;
    case 'rows':
      if (message.application === watched?.name) watched.take(message);
      break;
    case 'lagged':
      behind = true;
      break;
    case 'events':
      change({ events: addEvents(state.events, message.events) });
      break;
    case 'system':
      change({ system: message });
      break;
    default:
      // A newer daemon may say more; what matters comes with a full list after it.
  }
}

function greet({ now_ms: now, user, role, allow_create: allowCreate, server }) {
  if (pageBuild !== null && pageBuild !== server.build_id) change({ updated: true });
  pageBuild ??= server.build_id;
  change({ clockSkewMs: now - Date.now(), session: { ...current().session, user, role, allow_create: allowCreate, server } });
  if (watched !== null) wish();
  behind = greeted;
  greeted = true;
}

// A full list of apps follows whatever was missed, events are not repeated. Pages ask again for what they show, once,
// which is why they hear of it together with the new state of the apps.
function catchUp() {
  behind = false;
  call('events', { n: EVENTS_ASKED }).then(
    (found) => change({ events: addEvents(current().events, found.events) }),
    () => {},
  );
}

// What was asked for is on its way as soon as the daemon tells another phase.
function settled(state, message) {
  if (state.pending.size === 0) return state.pending;
  const pending = new Map(state.pending);
  for (const app of message.apps) {
    const before = state.apps.get(app.application);
    if (!before || before.phase !== app.phase || before.phase_since_ms !== app.phase_since_ms || before.paused !== app.paused) {
      pending.delete(app.application);
    }
  }
  return pending;
}

addEventListener('online', reconnectNow);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) reconnectNow();
});
