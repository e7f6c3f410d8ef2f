// Messages of the live stream applied to what is known; pure, so that it can be tested without a browser.
export const EVENTS_KEPT = 2000;

/** What is known before the first message. */
export function emptyState() {
  return { apps: new Map(), appsVersion: 0, usageVersion: 0, events: [], system: null, session: null, missed: 0, clockSkewMs: 0 };
}

/** Replaces or changes apps; every changed app becomes a new object. */
export function applyApps(state, message, nowMs) {
  const apps = message.full ? new Map() : state.apps;
  for (const app of message.apps) apps.set(app.application, withStart(app, nowMs));
  for (const name of message.removed ?? []) apps.delete(name);
  return { ...state, apps, appsVersion: state.appsVersion + 1 };
}

/** Puts new figures into the apps that are known. */
export function applyUsage(state, message) {
  for (const [name, [cpu, memory, tasks]] of Object.entries(message.apps)) {
    const app = state.apps.get(name);
    if (app) state.apps.set(name, { ...app, cpu_percent: cpu, memory_bytes: memory, tasks });
  }
  return { ...state, usageVersion: state.usageVersion + 1 };
}

/** Adds events that are not there yet, in the order of their numbers, and forgets the oldest beyond the bound. */
export function addEvents(known, fresh) {
  const last = known.length > 0 ? known[known.length - 1].seq : -1;
  const inOrder = fresh.every((event, i) => event.seq > (i === 0 ? last : fresh[i - 1].seq));
  let all;
  if (inOrder) {
    all = known.concat(fresh);
  } else {
    const bySeq = new Map(known.map((event) => [event.seq, event]));
    for (const event of fresh) bySeq.set(event.seq, event);
    all = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  }
  return all.length > EVENTS_KEPT ? all.slice(all.length - EVENTS_KEPT) : all;
}

// An uptime is old as soon as it is sent; the moment of the start stays true.
function withStart(app, nowMs) {
  return { ...app, started_at_ms: app.uptime_ms === null ? null : nowMs - app.uptime_ms };
}
