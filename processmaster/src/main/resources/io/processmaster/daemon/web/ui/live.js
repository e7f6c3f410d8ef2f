// The live stream: one link that brings every change, and comes back by itself.
import { addEvents, applyApps, applyUsage } from './apply.js';
import { session } from './api.js';
import { change, current, serverNow } from './store.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30000;

let failures = 0;
let retry = null;
let pageBuild = null;

/** Opens the link, and opens it again whenever it is lost. */
export function connect() {
  clearTimeout(retry);
  retry = null;
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${location.host}/ws/live`);
  socket.onmessage = ({ data }) => take(JSON.parse(data));
  socket.onclose = () => lost();
}

/** Tries at once; for when a person, or the network, says that it may work now. */
export function reconnectNow() {
  if (retry === null) return;
  clearTimeout(retry);
  knock();
}

function lost() {
  const { link } = current();
  if (link.status !== 'lost') change({ link: { status: 'lost', sinceMs: Date.now() } });
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
      change({ ...applyApps(state, message, serverNow()), pending: settled(state, message), link: { status: 'live', sinceMs: Date.now() } });
      break;
    case 'usage':
      change(applyUsage(state, message));
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
