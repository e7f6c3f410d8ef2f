// The page of one app: first in words how it is and why, then figures, then the past.
import { verbsFor, may } from './actions.js';
import { useAnswer } from './answers.js';
import { ActionButton, Moment, moreItems, Outdated, State, Uptime } from './cells.js';
import { Chart } from './chart.js';
import { bytes, percent, soon } from './format.js';
import { html } from './lib.js';
import { Line } from './line.js';
import { shortNames } from './lines.js';
import { Menu } from './menu.js';
import { Definition, Events, Ports, Runs } from './app-parts.js';
import { differs, inZone, scheduleWords } from './schedule.js';
import { useStore } from './store.js';
import { useUsage } from './usage.js';
import { Icon } from './icons.js';

/** The page of one app. */
export function AppPage({ args: [name] }) {
  const app = useStore((state) => state.apps.get(name));
  const known = useStore((state) => state.appsVersion > 0);
  const role = useStore((state) => state.session?.role);
  if (!app) {
    return html`<section class="page scroll-page" data-page="app"><header class="page-head"><h1 id="page-title">${name}</h1></header>
      <div class="empty">${known ? html`<p>There is no app of this name.</p><p class="muted">It may have been removed with its definition.</p><a class="button" href="#/apps">To the list of apps</a>` : html`<p>Waiting for the daemon…</p>`}</div></section>`;
  }
  const marks = [name, app.phase, app.phase_since_ms, app.paused, app.enabled];
  const main = verbsFor(app, role).filter((verb) => ['start', 'stop', 'restart'].includes(verb));
  return html`<section class="page scroll-page app-page" data-page="app" data-app=${name} aria-labelledby="page-title">
    <header class="page-head">
      <a class="icon-button" href=${app.kind === 'job' ? '#/jobs' : '#/apps'} aria-label=${app.kind === 'job' ? 'Back to the jobs' : 'Back to the apps'}><${Icon} name="back" /></a>
      <h1 id="page-title">${name}</h1><${State} app=${app} /><${Outdated} app=${app} />
      <div class="tools">
        ${main.map((verb) => html`<${ActionButton} key=${verb} verb=${verb} app=${app} wide />`)}
        ${may('logs', role) && html`<a class="button" href=${`#/logs/${encodeURIComponent(name)}`}><${Icon} name="logs" /><span>Logs</span></a>`}
        ${verbsFor(app, role).length > 0 && html`<${Menu} label=${`More for ${name}`} icon="more" class="icon-button framed" items=${() => moreItems(app, role, main)} />`}
      </div>
    </header>
    <${Why} app=${app} marks=${marks} />
    <${Facts} app=${app} />
    <${Charts} app=${app} />
    <div class="columns">
      <${Runs} name=${name} marks=${marks} />
      <${Events} name=${name} />
      ${may('logs', role) && html`<${LogExcerpt} name=${name} marks=${marks} />`}
      <${Ports} app=${app} marks=${marks} />
    </div>
    ${may('definition', role) && html`<${Definition} name=${name} marks=${[...marks, app.outdated]} />`}
  </section>`;
}

function Why({ app, marks }) {
  const why = useAnswer('why', { name: app.application }, marks);
  return html`<section class="why" data-section="why" aria-label="Why it is in this state" aria-live="polite">
    <p class="why-summary"><${Summary} text=${why?.summary ?? why?.problem ?? app.reason ?? '…'} since=${app.phase_since_ms} /></p>
    ${why?.because?.length > 0 && html`<ul>${why.because.map((line) => html`<li>${line}</li>`)}</ul>`}
    ${why?.next && html`<p class="why-next"><b>Next:</b> ${why.next}</p>`}
    ${why?.stderr_tail?.length > 0 && html`<pre class="log-excerpt" tabindex="0" aria-label="Last lines of its errors">${why.stderr_tail.map((line) => html`<${Line} text=${line} />`)}</pre>`}
  </section>`;
}

// A length of time at the end would be old as soon as it is read.
function Summary({ text, since }) {
  const timed = /^(.* for )(?:\d+(?:ms|[dhms]))+$/.exec(text);
  return timed ? html`${timed[1]}<${Uptime} since=${since} />` : text;
}

function Facts({ app }) {
  const job = app.kind === 'job';
  const words = scheduleWords(app.schedule);
  return html`<dl class="facts" data-section="facts">
    ${!job && html`<div><dt>Up for</dt><dd><${Uptime} since=${app.started_at_ms} /></dd></div>`}
    ${job && html`<div><dt>Schedule</dt><dd>${words !== '' ? words : ''} <code>${app.schedule}</code> <span class="zone">${app.time_zone}</span></dd></div>`}
    ${job && html`<${NextRuns} runs=${app.next_runs_ms.slice(0, 5)} zone=${app.time_zone} />`}
    <div><dt>CPU</dt><dd>${percent(app.cpu_percent)}</dd></div>
    <div><dt>Memory</dt><dd>${bytes(app.memory_bytes)}${app.memory_limit_bytes !== null && html` <span class="muted">of ${bytes(app.memory_limit_bytes)}</span>`}</dd></div>
    <div><dt>Processes</dt><dd>${app.pids.length === 0 ? 'none' : app.pids.slice(0, 12).map((pid, i) => html`${i > 0 ? ', ' : ''}${pid === app.main_pid ? html`<b title="main process">${pid}</b>` : pid}`)}${app.pids.length > 12 && ` and ${app.pids.length - 12} more`}</dd></div>
    <div><dt>Restarts</dt><dd>${app.restarts_total}${app.restarts_in_window > 0 && html` <span class="muted">(${app.restarts_in_window} just now)</span>`}</dd></div>
    ${app.health && html`<div><dt>Health</dt><dd>${app.health}</dd></div>`}
    <div class="long"><dt>Directory</dt><dd><code>${app.working_directory}</code></dd></div>
    <div class="long"><dt>Definition</dt><dd><code>${app.source_file}</code></dd></div>
    <div class="long"><dt>Cgroup</dt><dd><code>${app.cgroup}</code></dd></div>
  </dl>`;
}

// The reader's clock first; the schedule's own beside it where it shows another time.
function NextRuns({ runs, zone }) {
  if (runs.length === 0) return html`<div><dt>Next runs</dt><dd>none</dd></div>`;
  const other = differs(zone, runs);
  return html`<div><dt>Next runs${other && ', in your time'}</dt><dd class="next-runs">${runs.map((at) => html`<span><${Moment} at=${at} as=${soon} /></span>`)}</dd></div>
    ${other && html`<div><dt>The same in ${zone}</dt><dd class="next-runs" data-zone=${zone}>${runs.map((at) => html`<span>${inZone(zone, at)}</span>`)}</dd></div>`}`;
}

function Charts({ app }) {
  const { usage, problem } = useUsage(app.application);
  if (problem) return html`<p class="problem">${problem}</p>`;
  if (!usage) return html`<div class="charts waiting" aria-busy="true"></div>`;
  if (usage.rows.length === 0) return html`<p class="muted lead">No figures were measured yet; the first ones come within seconds of a start.</p>`;
  const { rows, columns } = usage;
  const rate = (value) => (value === null || value === undefined ? '–' : `${bytes(Math.max(0, value))}/s`);
  return html`<section class="charts" data-section="charts" aria-label="The last hour">
    <${Chart} title="CPU" rows=${rows} columns=${columns} words=${percent} least=${5} series=${[{ label: '', column: 'cpu_percent', color: 'line-1', fill: true }]} />
    <${Chart} title="Memory" rows=${rows} columns=${columns} words=${bytes} least=${1048576} binary limit=${limitWorthDrawing(app, rows, columns)} series=${[{ label: '', column: 'memory_bytes', color: 'line-2', fill: true }]} />
    <${Chart} title="Disk" rows=${rows} columns=${columns} words=${rate} least=${10240} binary series=${[{ label: 'read', column: 'io_read_bytes_per_s', color: 'line-1' }, { label: 'written', column: 'io_write_bytes_per_s', color: 'line-3' }]} />
    <${Chart} title="Pressure" hint="How much of the time a process of it had to wait" rows=${rows} columns=${columns} words=${percent} least=${5} series=${[{ label: 'CPU', column: 'cpu_pressure_percent', color: 'line-1' }, { label: 'memory', column: 'memory_pressure_percent', color: 'line-2' }, { label: 'disk', column: 'io_pressure_percent', color: 'line-3' }]} />
  </section>`;
}

// A limit far above the curve would press it flat.
function limitWorthDrawing(app, rows, columns) {
  const index = columns.indexOf('memory_bytes');
  const most = rows.reduce((known, row) => Math.max(known, row[index] ?? 0), 0);
  return app.memory_limit_bytes !== null && most > app.memory_limit_bytes / 3 ? app.memory_limit_bytes : null;
}

function LogExcerpt({ name, marks }) {
  const answer = useAnswer('logs', { name, lines: 8 }, marks);
  const files = answer?.files?.filter(({ lines }) => lines.length > 0) ?? [];
  const names = shortNames(files.map(({ file }) => file));
  return html`<section class="panel" data-section="log"><h2>Last lines <a class="more-link" href=${`#/logs/${encodeURIComponent(name)}`}>All logs</a></h2>
    ${answer?.problem && html`<p class="problem">${answer.problem}</p>`}
    ${answer && files.length === 0 && !answer.problem && html`<p class="muted">Its logs are empty.</p>`}
    ${files.map(({ file, lines }, i) => html`<h3 title=${file}>${names[i]}</h3><pre class="log-excerpt" tabindex="0" aria-label=${`Last lines of ${file}`}>${lines.map((line) => html`<${Line} text=${line} />`)}</pre>`)}
  </section>`;
}

