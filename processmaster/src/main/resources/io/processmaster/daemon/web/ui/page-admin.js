// Admin actions: commands that the configuration names, run as root when somebody asks.
import { call } from './api.js';
import { Icon } from './icons.js';
import { html, useEffect, useState } from './lib.js';
import { ask, say } from './notices.js';
import { count } from './format.js';
import { useStore } from './store.js';

/** The list of admin actions and what runs of them. */
export function AdminPage() {
  const [actions, setActions] = useState(null);
  const [pids, setPids] = useState([]);
  const [problem, setProblem] = useState(null);
  const told = useStore((state) => state.events.findLast((event) => event.component === 'admin')?.seq);
  const look = () => call('admin_ps').then((found) => setPids(found.pids), (refusal) => setProblem(refusal.message));
  useEffect(() => {
    call('admin_list').then((found) => setActions(found.actions), (refusal) => setProblem(refusal.message));
  }, []);
  useEffect(() => {
    look();
  }, [told]);
  return html`<section class="page scroll-page" data-page="admin" aria-labelledby="page-title">
    <header class="page-head"><h1 id="page-title">Admin actions ${actions && html`<span class="total">${actions.length}</span>`}</h1>
      <div class="tools">
        <span class="muted" data-pids=${pids.length}>${pids.length === 0 ? 'None is running.' : `${count(pids.length, 'process', 'processes')}: ${pids.join(', ')}`}</span>
        <button class="button danger" data-action="kill-all" disabled=${pids.length === 0} onClick=${() => killAll(pids).then(look)}><${Icon} name="stop" /><span>Kill all</span></button>
      </div>
    </header>
    ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <p class="lead">Commands that the configuration names. They run as root, in the background; the events tell how they end.</p>
    ${actions?.length === 0 && html`<div class="empty"><p>There are no admin actions.</p><p class="muted">Add them to the configuration under <code>admin_actions</code>.</p></div>`}
    <ul class="admin-list">${(actions ?? []).map((action) => html`<li key=${action.id} data-admin-action=${action.id}>
      <div><b>${action.label}</b><code>${action.command.join(' ')}</code></div>
      <button class="button" aria-label=${`Run ${action.label}`} onClick=${() => runAction(action).then(look)}><${Icon} name="start" /><span>Run</span></button>
    </li>`)}</ul>
  </section>`;
}

async function runAction({ id, label, command }) {
  const agreed = await ask({ title: `Run ${label}?`, text: command.join(' '), consequence: 'It runs as root.', verb: 'Run', danger: false });
  if (!agreed) return;
  try {
    const { pid } = await call('admin_run', { id });
    say('good', `${label} runs (pid ${pid}).`);
  } catch (refusal) {
    say('bad', refusal.message);
  }
}

async function killAll(pids) {
  const agreed = await ask({ title: 'Kill all admin actions?', text: pids.length === 1 ? '1 process and whatever it started is killed at once.' : `${count(pids.length, 'process', 'processes')} and whatever they started are killed at once.`, verb: 'Kill all', danger: true });
  if (!agreed) return;
  try {
    const { killed } = await call('admin_kill');
    say('good', `${count(killed, 'process', 'processes')} killed.`);
  } catch (refusal) {
    say('bad', refusal.message);
  }
}
