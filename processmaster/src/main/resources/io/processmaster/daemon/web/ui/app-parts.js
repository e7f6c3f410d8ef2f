// The panels of an app's page: runs, events, ports, definition.
import { useAnswer } from './answers.js';
import { addEvents } from './apply.js';
import { Clock, Moment } from './cells.js';
import { clock, span } from './format.js';
import { Mark } from './icons.js';
import { html, useMemo, useState } from './lib.js';
import { factsOf, grave } from './page-events.js';
import { useNow, useStore } from './store.js';
import { outcomeTone, outcomeWords, triggerWords } from './words.js';

const RUNS_SHOWN = 10;
const EVENTS_SHOWN = 30;

/** The past runs, the newest first. */
export function Runs({ name, marks }) {
  const [most, setMost] = useState(RUNS_SHOWN);
  const answer = useAnswer('history', { name, n: most }, [...marks, most]);
  const runs = answer?.runs ?? [];
  return html`<section class="panel" data-section="runs"><h2>Runs</h2>
    ${answer?.problem && html`<p class="problem">${answer.problem}</p>`}
    ${answer && runs.length === 0 && !answer.problem && html`<p class="muted">No run of it has ended yet.</p>`}
    ${runs.length > 0 && html`<table class="small"><thead><tr><th>Run</th><th>Outcome</th><th>Began</th><th class="number">Lasted</th><th>Because of</th></tr></thead>
      <tbody>${runs.map((run) => html`<tr key=${run.run} data-run=${run.run}>
        <td class="number-left">${run.run}</td>
        <td><span class="state" data-tone=${outcomeTone(run)}><${Mark} tone=${outcomeTone(run)} />${outcomeWords(run.outcome)}</span> <span class="muted">${exitOf(run)}</span></td>
        <td><${Moment} at=${run.started_at_ms} as=${clock} /></td>
        <td class="number"><${Lasted} run=${run} /></td>
        <td title=${run.reason ?? ''}>${triggerWords(run.trigger)}</td>
      </tr>`)}</tbody></table>`}
    ${runs.length === most && most < 1000 && html`<button class="link" onClick=${() => setMost(Math.min(1000, most * 5))}>Show more</button>`}
  </section>`;
}

function exitOf(run) {
  if (run.signal) return run.signal;
  return run.exit_code === null || run.exit_code === 0 ? '' : `code ${run.exit_code}`;
}

function Lasted({ run }) {
  return run.ended_at_ms === null ? html`<${Lasting} since=${run.started_at_ms} />` : span(run.ended_at_ms - run.started_at_ms);
}

function Lasting({ since }) {
  return span(Math.max(1000, useNow() - since));
}

/** What happened to the app; old events are asked for once, new ones come by themselves. */
export function Events({ name }) {
  const live = useStore((state) => state.events);
  const answer = useAnswer('events', { name, n: EVENTS_SHOWN }, [name]);
  const events = useMemo(
    () => addEvents(answer?.events ?? [], live.filter((event) => event.app === name)).slice(-EVENTS_SHOWN).reverse(),
    [answer, live],
  );
  return html`<section class="panel" data-section="events"><h2>Events <a class="more-link" href="#/events">All events</a></h2>
    ${answer?.problem && html`<p class="problem">${answer.problem}</p>`}
    ${answer && events.length === 0 && html`<p class="muted">Nothing was told about it yet.</p>`}
    <ol class="event-list" tabindex="0" aria-label=${`Events of ${name}`}>${events.map((event) => html`<li key=${event.seq}><span class="muted"><${Clock} at=${event.ts_ms} /></span> <span data-grave=${grave(event)} title=${factsOf(event)}>${event.message || event.event}</span></li>`)}</ol>
  </section>`;
}

/** The ports on which its processes listen. */
export function Ports({ app, marks }) {
  const answer = useAnswer('ports', { name: app.application }, [...marks, app.pids.length]);
  const ports = answer?.ports ?? [];
  return html`<section class="panel" data-section="ports"><h2>Open ports</h2>
    ${answer?.problem && html`<p class="problem">${answer.problem}</p>`}
    ${answer && ports.length === 0 && !answer.problem && html`<p class="muted">No process of it listens on a port.</p>`}
    ${ports.length > 0 && html`<table class="small"><thead><tr><th>Port</th><th>Address</th><th>Process</th></tr></thead>
      <tbody>${ports.map((port) => html`<tr><td><b>${port.port}</b> <span class="muted">${port.protocol}</span></td><td><code>${port.address}</code></td><td>${port.process} <span class="muted">${port.pid}</span></td></tr>`)}</tbody></table>`}
  </section>`;
}

/** The definition that is in force, with all defaults. */
export function Definition({ name, marks }) {
  const answer = useAnswer('definition', { name }, marks);
  return html`<section class="panel" data-section="definition"><h2>Definition in force <span class="muted">${answer?.source_file ?? ''}</span></h2>
    ${answer?.problem && html`<p class="problem">${answer.problem}</p>`}
    ${answer?.outdated && html`<div class="warnings"><p><b>The file is wrong now.</b> This is the last good definition, and it stays in force.</p>
      <ul>${(answer.problems ?? []).map((problem) => html`<li>${problemText(problem)}</li>`)}</ul></div>`}
    ${answer?.yaml && html`<pre class="definition" tabindex="0" aria-label=${`Definition of ${name}`}>${answer.yaml.trimEnd().split('\n').map(yamlLine)}</pre>`}
  </section>`;
}

function problemText(problem) {
  if (typeof problem === 'string') return problem;
  return `${problem.file}${problem.line > 0 ? `:${problem.line}:${problem.column}` : ''} ${problem.message}`;
}

function yamlLine(line) {
  const comment = /^\s*#/.test(line);
  const key = /^(\s*(?:- )?)([\w.-]+)(:)(.*)$/.exec(line);
  if (comment) return html`<span class="yaml-comment">${line}${'\n'}</span>`;
  if (!key) return `${line}\n`;
  return html`<span>${key[1]}<span class="yaml-key">${key[2]}</span>${key[3]}<span class="yaml-value">${key[4]}</span>${'\n'}</span>`;
}
