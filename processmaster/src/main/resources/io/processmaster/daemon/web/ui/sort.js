// Filter, count and order of apps.
import { STATE_ORDER, stateOf } from './words.js';

const NATURAL = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const KEYS = {
  application: null,
  state: (app) => STATE_ORDER.indexOf(stateOf(app)),
  cpu: (app) => app.cpu_percent,
  memory: (app) => app.memory_bytes,
  tasks: (app) => app.tasks,
  uptime: (app) => (app.started_at_ms === null ? null : -app.started_at_ms),
  restarts: (app) => app.restarts_total,
  exit: (app) => app.last_exit?.at_ms ?? null,
  pid: (app) => app.main_pid,
  next: (app) => app.next_run_at_ms,
  last: (app) => app.last_run_at_ms,
  schedule: (app) => app.schedule,
  group: (app) => app.group ?? null,
};

/** Apps by one key; what has no value comes last in both directions, equal ones by name. */
export function sortApps(apps, key, descending) {
  const value = KEYS[key];
  const sign = descending ? -1 : 1;
  if (!value) return [...apps].sort((a, b) => sign * NATURAL.compare(a.application, b.application));
  const keyed = apps.map((app) => [value(app), app]);
  keyed.sort(([x, a], [y, b]) => {
    const empty = (x === null ? 1 : 0) - (y === null ? 1 : 0);
    if (empty !== 0) return empty;
    if (x === y) return NATURAL.compare(a.application, b.application);
    return sign * (x < y ? -1 : 1);
  });
  return keyed.map(([, app]) => app);
}

/** Apps whose name, reason or pid has every word of the text, and whose state is among the chosen ones. */
export function filterApps(apps, text, states) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return apps.filter((app) => {
    if (states.size > 0 && !states.has(stateOf(app))) return false;
    if (words.length === 0) return true;
    const hay = `${app.application} ${app.reason ?? ''} ${app.main_pid ?? ''} ${app.schedule ?? ''}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}

/** How many apps are in each state, only states that occur, grave ones first. */
export function stateCounts(apps) {
  const counts = new Map();
  for (const app of apps) {
    const state = stateOf(app);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return STATE_ORDER.filter((state) => counts.has(state)).map((state) => [state, counts.get(state)]);
}
