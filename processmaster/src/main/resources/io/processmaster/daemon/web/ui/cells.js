// The small pieces that show an app: state, figures, times, and what can be done.
import { act, may, sendSignal, verbLabel, verbsFor } from './actions.js';
import { away, bytes, clock, exact, percent, seconds } from './format.js';
import { Icon, Mark } from './icons.js';
import { html } from './lib.js';
import { Menu } from './menu.js';
import { serverNow, useNow, useStore } from './store.js';
import { exitWords, exitedWell, STATES, stateOf } from './words.js';

/** The state of an app as a mark and a word; what was just asked for shows at once. */
export function State({ app }) {
  const asked = useStore((state) => state.pending.get(app.application));
  const { label, tone } = STATES[stateOf(app)];
  return html`<span class="state" data-state=${asked ? 'pending' : stateOf(app)} data-phase=${app.phase} data-tone=${asked ? 'move' : tone}>
    <${Mark} tone=${asked ? 'move' : tone} />${asked ?? label}
  </span>`;
}

/** Whether an app's file is out of step with what is in force. */
export function Outdated({ app }) {
  return app.outdated
    ? html`<span class="tag warn" title="Its file is wrong now. The last good definition stays in force.">file is wrong</span>`
    : null;
}

/** A link to the page of an app. */
export function AppLink({ name }) {
  return html`<a class="app-link" href=${`#/app/${encodeURIComponent(name)}`}>${name}</a>`;
}

/** A moment in words, with the exact time and the zone for whoever points at it. */
export function Moment({ at, as = away }) {
  return as === away ? html`<${Moving} at=${at} />` : html`<time datetime=${new Date(at).toISOString()} title=${exact(at)}>${as(at, serverNow())}</time>`;
}

function Moving({ at }) {
  const now = useNow();
  return html`<time datetime=${new Date(at).toISOString()} title=${exact(at)}>${away(at, now)}</time>`;
}

/** The time of day of an event. */
export function Clock({ at }) {
  return html`<${Moment} at=${at} as=${clock} />`;
}

/** How long a run lasts, counting on. */
export function Uptime({ since }) {
  const now = useNow();
  if (since === null || since === undefined) return html`<span class="none">–</span>`;
  return html`<span title=${`since ${exact(since)}`}>${seconds(now - since)}</span>`;
}

/** Processor time, or a dash. */
export function Cpu({ app }) {
  return app.cpu_percent === null ? html`<span class="none">–</span>` : percent(app.cpu_percent);
}

/** Memory, and how much of the limit it is. */
export function Memory({ app }) {
  const { memory_bytes: used, memory_limit_bytes: limit } = app;
  if (used === null) return html`<span class="none">–</span>`;
  if (limit === null) return html`<span class="memory">${bytes(used)}</span>`;
  const share = Math.min(1, used / limit);
  return html`<span class="memory" title=${`${bytes(used)} of at most ${bytes(limit)}`}>
    ${bytes(used)}
    <span class="bar" data-high=${share > 0.9} aria-hidden="true"><span style=${{ width: `${share * 100}%` }}></span></span>
  </span>`;
}

/** How the last run ended and when. */
export function LastExit({ exit }) {
  if (!exit) return html`<span class="none">–</span>`;
  return html`<span class=${exitedWell(exit) ? 'exit' : 'exit bad'}>${exitWords(exit)} <span class="muted"><${Moment} at=${exit.at_ms} /></span></span>`;
}

const SIGNALS = ['SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGKILL'];

/** The buttons of a row: the likely ones, and a menu for the rest. */
export function RowActions({ app, role }) {
  const verbs = verbsFor(app, role);
  const shown = verbs.slice(0, 2).filter((verb) => ['start', 'stop', 'restart'].includes(verb));
  const name = app.application;
  return html`<span class="row-actions">
    ${shown.map((verb) => html`<${ActionButton} key=${verb} verb=${verb} app=${app} />`)}
    ${may('logs', role) && html`<a class="icon-button" href=${`#/logs/${encodeURIComponent(name)}`} aria-label=${`Logs of ${name}`} title="Logs"><${Icon} name="logs" /></a>`}
    ${verbs.length > 0 && html`<${Menu} label=${`More for ${name}`} icon="more" items=${() => moreItems(app, role, shown)} />`}
  </span>`;
}

/** One button with an icon that does one thing to one app. */
export function ActionButton({ verb, app, wide = false }) {
  const asked = useStore((state) => state.pending.has(app.application));
  const label = verbLabel(verb, app);
  const run = () => !asked && act(verb, app);
  return html`<button class=${wide ? 'button' : 'icon-button'} data-action=${verb} aria-label=${`${label} ${app.application}`} title=${label}
    aria-disabled=${asked ? 'true' : null} onClick=${run}><${Icon} name=${verb} />${wide && html`<span>${label}</span>`}</button>`;
}

/** The entries of an app's menu. */
export function moreItems(app, role, shown) {
  const verbs = verbsFor(app, role).filter((verb) => !shown.includes(verb));
  const items = verbs.map((verb) => ({ id: verb, icon: verb, label: verbLabel(verb, app), danger: verb === 'disable', run: () => act(verb, app) }));
  if (role === 'admin' && app.actual === 'RUNNING') {
    items.push({ heading: 'Send a signal' });
    for (const signal of SIGNALS) items.push({ id: signal, icon: 'signal', label: signal, danger: signal === 'SIGKILL', run: () => sendSignal(app, signal) });
  }
  return items;
}
