// The list of apps, and the list of jobs: the same table with other columns.
import { actOnMany, may } from './actions.js';
import { AppLink, Cpu, LastExit, Memory, Moment, Outdated, RowActions, State, Uptime } from './cells.js';
import { count, exact, soon } from './format.js';
import { Icon, Mark } from './icons.js';
import { html, useMemo, useRef, useState } from './lib.js';
import { Menu, Popup } from './menu.js';
import { differs, inZone, scheduleWords } from './schedule.js';
import { filterApps, sortApps, stateCounts } from './sort.js';
import { useRemembered, useStore } from './store.js';
import { FilterBox, Table } from './table.js';
import { outcomeWords, STATES } from './words.js';

const dash = html`<span class="none">–</span>`;

function columnsFor(role) {
  return {
    application: { id: 'application', label: 'Application', sort: 'application', cell: (app) => html`<${AppLink} name=${app.application} /> <${Outdated} app=${app} />` },
    state: { id: 'state', label: 'State', sort: 'state', cell: (app) => html`<${State} app=${app} /><span class="reason" title=${app.reason ?? ''}>${app.reason}</span>` },
    cpu: { id: 'cpu', label: 'CPU', sort: 'cpu', bigFirst: true, className: 'number', cell: (app) => html`<${Cpu} app=${app} />` },
    memory: { id: 'memory', label: 'Memory', sort: 'memory', bigFirst: true, className: 'number', cell: (app) => html`<${Memory} app=${app} />` },
    uptime: { id: 'uptime', label: 'Up for', sort: 'uptime', bigFirst: true, className: 'number', cell: (app) => html`<${Uptime} since=${app.started_at_ms} />` },
    restarts: { id: 'restarts', label: 'Restarts', sort: 'restarts', bigFirst: true, className: 'number', cell: (app) => (app.restarts_total === 0 ? html`<span class="none">0</span>` : app.restarts_total) },
    exit: { id: 'exit', label: 'Last exit', sort: 'exit', bigFirst: true, cell: (app) => html`<${LastExit} exit=${app.last_exit} />` },
    pid: { id: 'pid', label: 'PID', sort: 'pid', className: 'number', cell: (app) => pidCell(app) },
    tasks: { id: 'tasks', label: 'Tasks', sort: 'tasks', bigFirst: true, className: 'number', cell: (app) => app.tasks ?? dash },
    ports: { id: 'ports', label: 'Ports', cell: (app) => (app.ports.length > 0 ? app.ports.join(', ') : dash) },
    schedule: { id: 'schedule', label: 'Schedule', sort: 'schedule', cell: (app) => scheduleCell(app) },
    next: { id: 'next', label: 'Next run', sort: 'next', cell: (app) => (app.next_run_at_ms === null ? dash : html`<span title=${nextWords(app)}><${Moment} at=${app.next_run_at_ms} as=${soon} /></span> <span class="muted"><${Moment} at=${app.next_run_at_ms} /></span>`) },
    last: { id: 'last', label: 'Last run', sort: 'last', bigFirst: true, cell: (app) => lastCell(app) },
    actions: { id: 'actions', label: 'Actions', hidden: true, className: 'actions', cell: (app) => html`<${RowActions} app=${app} role=${role} />` },
  };
}

const SERVICES = { kind: 'service', choice: ['state', 'cpu', 'memory', 'uptime', 'restarts', 'exit', 'pid', 'tasks', 'ports'], hidden: ['tasks', 'ports'] };
const JOBS = { kind: 'job', choice: ['state', 'schedule', 'next', 'last', 'cpu', 'memory', 'pid'], hidden: ['cpu', 'memory', 'pid'] };

/** Every service. */
export function AppsPage() {
  return html`<${ListPage} key="apps" id="apps" title="Apps" set=${SERVICES} noun="service" />`;
}

/** Every job. */
export function JobsPage() {
  return html`<${ListPage} key="jobs" id="jobs" title="Jobs" set=${JOBS} noun="job" />`;
}

function ListPage({ id, title, set, noun }) {
  const appsVersion = useStore((state) => state.appsVersion);
  const usageVersion = useStore((state) => state.usageVersion);
  const apps = useStore((state) => state.apps);
  const role = useStore((state) => state.session?.role);
  const [text, setText] = useState('');
  const [states, setStates] = useState(() => new Set());
  const [sort, setSort] = useRemembered(`sort.${id}`, { key: 'application', descending: false });
  const [hidden, setHidden] = useRemembered(`hidden.${id}`, set.hidden);
  const held = useRef(false);
  const order = useRef([]);
  const ofKind = useMemo(() => [...apps.values()].filter((app) => app.kind === set.kind), [apps, appsVersion, usageVersion]);
  const counts = useMemo(() => stateCounts(ofKind), [ofKind]);
  const rows = useMemo(() => {
    const found = filterApps(ofKind, text, states);
    const sorted = held.current ? inOrderOf(order.current, found) : sortApps(found, sort.key, sort.descending);
    order.current = sorted.map((app) => app.application);
    return sorted;
  }, [ofKind, text, states, sort]);
  const all = useMemo(() => columnsFor(role), [role]);
  const columns = useMemo(() => [all.application, ...set.choice.filter((column) => !hidden.includes(column)).map((column) => all[column]), ...(may('logs', role) ? [all.actions] : [])], [all, hidden, role]);
  const narrowed = text !== '' || states.size > 0;
  const resort = (next) => {
    held.current = false;
    setSort(next);
  };
  return html`<section class="page list-page" data-page=${id} aria-labelledby="page-title">
    <header class="page-head">
      <h1 id="page-title">${title} <span class="total">${narrowed ? `${rows.length} of ${ofKind.length}` : ofKind.length}</span></h1>
      <div class="tools">
        <${FilterBox} value=${text} onInput=${setText} label=${`Filter ${noun}s`} placeholder=${`Filter ${noun}s`} />
        <${ColumnChooser} choice=${set.choice.map((column) => all[column])} hidden=${hidden} onChange=${setHidden} />
        ${may('start', role) && html`<${Bulk} rows=${rows} narrowed=${narrowed} noun=${noun} />`}
      </div>
    </header>
    <${StateFilter} counts=${counts} chosen=${states} onChange=${setStates} />
    <${Table} label=${title} columns=${columns} rows=${rows} nameOf=${(app) => app.application} sort=${sort} onSort=${resort}
      onHold=${(on) => (held.current = on)} onOpen=${(app) => (location.hash = `#/app/${encodeURIComponent(app.application)}`)}
      empty=${html`<${Nothing} narrowed=${narrowed} noun=${noun} onClear=${() => { setText(''); setStates(new Set()); }} />`} />
  </section>`;
}

// Rows stay where they are while the pointer is among them; new ones come last.
function inOrderOf(names, apps) {
  const place = new Map(names.map((name, i) => [name, i]));
  return [...apps].sort((a, b) => (place.get(a.application) ?? Infinity) - (place.get(b.application) ?? Infinity) || 0);
}

function StateFilter({ counts, chosen, onChange }) {
  const toggle = (state) => {
    const next = new Set(chosen);
    if (!next.delete(state)) next.add(state);
    onChange(next);
  };
  return html`<div class="state-filter" role="group" aria-label="Show only these states">
    ${counts.map(([state, number]) => html`<button key=${state} class="state-toggle" data-state=${state} data-tone=${STATES[state].tone} aria-pressed=${chosen.has(state) ? 'true' : 'false'} onClick=${() => toggle(state)}>
      <${Mark} tone=${STATES[state].tone} />${STATES[state].label} <b>${number}</b>
    </button>`)}
    ${chosen.size > 0 && html`<button class="link" onClick=${() => onChange(new Set())}>Show all</button>`}
  </div>`;
}

function Bulk({ rows, narrowed, noun }) {
  const some = narrowed || noun === 'job';
  const names = () => (some ? rows.map((app) => app.application) : 'all');
  const what = narrowed ? `the ${count(rows.length, noun)} shown` : `all ${noun}s`;
  const items = () => (rows.length === 0 ? [] : ['start', 'restart', 'stop'].map((verb) => ({
    id: `${verb}-all`,
    icon: verb,
    label: `${verb[0].toUpperCase()}${verb.slice(1)} ${what}…`,
    danger: verb === 'stop',
    run: () => actOnMany(verb, names()),
  })));
  return html`<${Menu} label=${`Actions on ${what}`} icon="more" text=${narrowed ? 'Shown' : 'All'} items=${items} class="button fenced" />`;
}

function ColumnChooser({ choice, hidden, onChange }) {
  const [open, setOpen] = useState(false);
  const button = useRef(null);
  const toggle = (id) => onChange(hidden.includes(id) ? hidden.filter((name) => name !== id) : [...hidden, id]);
  return html`<button ref=${button} class="icon-button framed wide-only" aria-label="Choose columns" title="Columns" aria-haspopup="dialog" aria-expanded=${open ? 'true' : 'false'} onClick=${() => setOpen(!open)}><${Icon} name="columns" /></button>
    ${open && html`<${Popup} anchor=${button} onClose=${() => setOpen(false)} role="dialog" label="Columns">
      ${choice.map(({ id, label }) => html`<label class="menu-item"><input type="checkbox" checked=${!hidden.includes(id)} onChange=${() => toggle(id)} /> <span>${label}</span></label>`)}
    </${Popup}>`}`;
}

function Nothing({ narrowed, noun, onClear }) {
  const live = useStore((state) => state.appsVersion > 0);
  if (!live) return html`<p>Waiting for the daemon…</p>`;
  if (narrowed) return html`<p>No ${noun} fits the filter.</p><button class="button" onClick=${onClear}>Clear the filter</button>`;
  return html`<p>There is no ${noun} yet.</p><p class="muted">Put a definition into the daemon's config directory, then reload the definitions.</p>`;
}

function pidCell(app) {
  const pid = app.main_pid ?? app.pids[0];
  if (pid === undefined || pid === null) return dash;
  const others = app.pids.length - 1;
  return html`${pid}${others > 0 && html` <span class="muted" title=${`${app.pids.length} processes in all`}>+${others}</span>`}`;
}

function scheduleCell(app) {
  const words = scheduleWords(app.schedule);
  const other = differs(app.time_zone, app.next_runs_ms);
  return html`<span class="schedule">${words !== '' && html`<span>${words}</span>`}${other && html`<span class="zone">${app.time_zone}</span>`}<code class=${words !== '' ? 'muted' : ''}>${app.schedule}</code></span>`;
}

function nextWords(app) {
  const runs = app.next_runs_ms.slice(0, 5);
  const own = differs(app.time_zone, runs) ? [`In ${app.time_zone}:`, ...runs.map((at) => inZone(app.time_zone, at))] : [];
  return ['Next runs, in your time:', ...runs.map(exact), ...own].join('\n');
}

function lastCell(app) {
  if (app.last_run_at_ms === null) return html`<span class="none">never</span>`;
  const good = app.last_exit ? app.last_exit.code === 0 : true;
  return html`<${Moment} at=${app.last_run_at_ms} /> <span class=${good ? 'muted' : 'exit bad'}>${app.last_outcome === null ? '' : outcomeWords(app.last_outcome)}</span>`;
}
