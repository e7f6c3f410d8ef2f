// Reload of the definitions: first the plan, then, if the person agrees, the deed.
import { call } from './api.js';
import { count } from './format.js';
import { openOverlay } from './frame.js';
import { Icon } from './icons.js';
import { html, useEffect, useState } from './lib.js';
import { Modal, say } from './notices.js';
import { telling } from './plan.js';
import { current } from './store.js';
import { PLAN_WORDS } from './words.js';

/** The dialog with the plan. */
export function ReloadDialog() {
  const [plan, setPlan] = useState(null);
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const close = () => openOverlay(null);
  const refused = (refusal) => {
    setProblem(refusal.message);
    setPlan({ changes: [], warnings: refusal.data?.warnings ?? [] });
  };
  useEffect(() => {
    call('update', { dry_run: true }).then((found) => setPlan({ ...found, changes: telling(found.changes, current().apps) }), refused);
  }, []);
  const apply = async () => {
    setBusy(true);
    try {
      const known = new Set(current().apps.keys());
      const { changes, warnings } = await call('update');
      const bad = warnings.length > 0 ? ` ${count(warnings.length, 'problem')} left in the files.` : '';
      say(warnings.length > 0 ? 'bad' : 'good', `Definitions reloaded: ${count(telling(changes, known).length, 'change')}.${bad}`);
      close();
    } catch (refusal) {
      setBusy(false);
      refused(refusal);
    }
  };
  const nothing = plan && plan.changes.length === 0;
  return html`<${Modal} title="Reload definitions" onClose=${close} class="reload">
    ${!plan && html`<p class="muted">Reading the definitions…</p>`}
    ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    ${plan && html`<${Warnings} warnings=${plan.warnings} />`}
    ${plan && nothing && !problem && html`<p>Everything is in force as it is in the files. There is nothing to do.</p>`}
    ${plan && !nothing && html`<p>${count(plan.changes.length, 'app differs', 'apps differ')} from the files:</p><${Plan} changes=${plan.changes} />`}
    <div class="dialog-actions">
      <button class="button" autofocus onClick=${close}>${nothing ? 'Close' : 'Cancel'}</button>
      ${plan && !nothing && html`<button class="button primary" data-confirm disabled=${busy} onClick=${apply}>${busy ? 'Applying…' : 'Apply'}</button>`}
    </div>
  </${Modal}>`;
}

function Plan({ changes }) {
  return html`<ul class="plan" tabindex="0" aria-label="What would be done">${changes.map(({ application, action, keys }) => html`<li key=${application} data-plan=${action}>
    <${Icon} name=${{ start: 'start', stop: 'stop', restart: 'restart' }[action] ?? 'check'} />
    <span><b>${application}</b> ${PLAN_WORDS[action] ?? action}${keys.length > 0 && html`<span class="muted keys-changed">${keys.join(', ')}</span>`}</span>
  </li>`)}</ul>`;
}

/** What is wrong in the files, with the place of each. */
export function Warnings({ warnings }) {
  if (warnings.length === 0) return null;
  return html`<div class="warnings" role="alert"><p><b>${count(warnings.length, 'problem')}</b> in the files. What is wrong is left out; the last good definition stays in force.</p>
    <ul tabindex="0" aria-label="The problems">${warnings.map(({ file, line, column, message }) => html`<li><code>${file}${line > 0 ? `:${line}:${column}` : ''}</code> ${message}</li>`)}</ul></div>`;
}
