// The events, as they happen.
import { call } from './api.js';
import { addEvents } from './apply.js';
import { AppLink, Clock } from './cells.js';
import { html, useEffect, useMemo, useState } from './lib.js';
import { change, current, useStore } from './store.js';
import { FilterBox, Table } from './table.js';

const FIRST = 1000;

const COLUMNS = [
  { id: 'time', label: 'Time', cell: (event) => html`<${Clock} at=${event.ts_ms} />` },
  { id: 'component', label: 'Part', cell: (event) => html`<span class="component">${event.component}</span>` },
  { id: 'app', label: 'App', cell: (event) => (event.app ? html`<${AppLink} name=${event.app} />` : html`<span class="none">daemon</span>`) },
  { id: 'message', label: 'What happened', cell: (event) => html`<span class="event-message" data-grave=${grave(event)} title=${factsOf(event)}>${event.message || event.event}</span>` },
];

/** The stream of events with its filters. */
export function EventsPage() {
  const events = useStore((state) => state.events);
  const [text, setText] = useState('');
  const [component, setComponent] = useState('');
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    call('events', { n: FIRST }).then(
      (found) => change({ events: addEvents(current().events, found.events) }),
      (refusal) => setProblem(refusal.message),
    );
  }, []);
  const components = useMemo(() => [...new Set(events.map((event) => event.component))].sort(), [events]);
  const rows = useMemo(() => newestFirst(events, text, component), [events, text, component]);
  return html`<section class="page list-page" data-page="events" aria-labelledby="page-title">
    <header class="page-head"><h1 id="page-title">Events <span class="total">${rows.length}</span></h1>
      <div class="tools">
        <label class="select"><span class="unseen">Part of the daemon</span>
          <select value=${component} onChange=${(event) => setComponent(event.target.value)}>
            <option value="">Every part</option>
            ${components.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
          </select>
        </label>
        <${FilterBox} value=${text} onInput=${setText} label="Filter events" placeholder="App or words" />
      </div>
    </header>
    ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <${Table} label="Events" columns=${COLUMNS} rows=${rows} nameOf=${(event) => event.seq} nameAttribute="data-seq" card=${76} sort=${{}} onSort=${() => {}}
      empty=${html`<p>${events.length === 0 ? 'Nothing has happened yet.' : 'No event fits the filter.'}</p>`} />
  </section>`;
}

function newestFirst(events, text, component) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const found = [];
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i];
    if (component !== '' && event.component !== component) continue;
    const hay = `${event.app ?? ''} ${event.event} ${event.message}`.toLowerCase();
    if (words.every((word) => hay.includes(word))) found.push(event);
  }
  return found;
}

/** Whether an event tells of something that went wrong. */
export function grave(event) {
  return /failed|stuck|damaged|bad|overtime|lost|error|not_saved/.test(event.event) || event.data?.to === 'FAILED' ? 'bad' : event.data?.to === 'BACKOFF' ? 'warn' : '';
}

/** The facts of an event, one a line. */
export function factsOf(event) {
  const facts = Object.entries(event.data ?? {}).map(([name, value]) => `${name}: ${value}`);
  return [`${event.component} ${event.event} #${event.seq}`, ...facts].join('\n');
}
