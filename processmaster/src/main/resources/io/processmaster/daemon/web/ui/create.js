// A definition made from a form, where the configuration allows it.
import { create } from './api.js';
import { draftOf } from './draft.js';
import { html, useState } from './lib.js';
import { openOverlay } from './frame.js';
import { Modal, say } from './notices.js';

const EMPTY = { name: '', script: '', args: '', cwd: '', user: '', memory: '', schedule: '' };

/** The dialog with the form. */
export function CreateDialog() {
  const [fields, setFields] = useState(EMPTY);
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const close = () => openOverlay(null);
  const put = (name) => (event) => setFields({ ...fields, [name]: event.target.value });
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const draft = draftOf(fields);
      say('good', await create(draft));
      close();
      location.hash = `#/app/${encodeURIComponent(draft.name)}`;
    } catch (refusal) {
      setProblem(refusal.message);
      setBusy(false);
    }
  };
  const field = (name, label, hint, more = {}) => html`<label class="field"><span>${label}</span>
    <input name=${name} value=${fields[name]} placeholder=${hint} onInput=${put(name)} autocomplete="off" autocapitalize="off" spellcheck="false" ...${more} /></label>`;
  return html`<${Modal} title="New app" onClose=${close} class="create">
    <form onSubmit=${submit}>
      ${field('name', 'Name', 'web', { required: true, autofocus: true, maxlength: 64 })}
      ${field('script', 'Command', '/usr/bin/node', { required: true })}
      <label class="field"><span>Arguments <span class="muted">one per line</span></span>
        <textarea name="args" rows="3" value=${fields.args} placeholder="server.js" onInput=${put('args')} spellcheck="false"></textarea></label>
      ${field('cwd', 'Working directory', '/srv/web', { required: true })}
      <div class="field-pair">
        ${field('user', 'User', 'as configured')}
        ${field('memory', 'Memory limit', 'none, or 512M')}
      </div>
      ${field('schedule', 'Schedule', 'none: it runs all the time; or 30 3 * * *')}
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
      <div class="dialog-actions">
        <button type="button" class="button" onClick=${close}>Cancel</button>
        <button class="button primary" data-confirm disabled=${busy}>${busy ? 'Creating…' : 'Create'}</button>
      </div>
    </form>
  </${Modal}>`;
}
