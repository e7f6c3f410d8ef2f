// Short notices, and questions that must be answered before something is done.
import { html, useEffect, useRef } from './lib.js';
import { Icon } from './icons.js';
import { change, current, useStore } from './store.js';

const GOOD_STAYS_MS = 5000;
const BAD_STAYS_MS = 15000;
const MOST_NOTICES = 4;
let lastId = 0;

/** Shows a notice for a while; tone is good or bad. */
export function say(tone, text) {
  const id = ++lastId;
  change({ toasts: [...current().toasts, { id, tone, text }].slice(-MOST_NOTICES) });
  setTimeout(() => dismiss(id), tone === 'bad' ? BAD_STAYS_MS : GOOD_STAYS_MS);
}

function dismiss(id) {
  change({ toasts: current().toasts.filter((toast) => toast.id !== id) });
}

/** Asks title, text, consequence and verb; answers whether the person agreed. */
export function ask(question) {
  return new Promise((resolve) => {
    const answer = (agreed) => {
      change({ dialog: null });
      resolve(agreed);
    };
    change({ dialog: { ...question, answer } });
  });
}

/** The notices, told to screen readers as they come. */
export function Notices() {
  const toasts = useStore((state) => state.toasts);
  return html`<div class="toasts" role="region" aria-label="Notices">
    <div role="status" aria-live="polite" class="toast-list">
      ${toasts.map(
        ({ id, tone, text }) => html`<div key=${id} class="toast" data-tone=${tone}>
          <${Icon} name=${tone === 'bad' ? 'alert' : 'check'} />
          <p>${text}</p>
          <button class="icon-button" aria-label="Dismiss notice" onClick=${() => dismiss(id)}><${Icon} name="close" /></button>
        </div>`,
      )}
    </div>
  </div>`;
}

/** The question that is open, if any. */
export function Question() {
  const question = useStore((state) => state.dialog);
  if (!question) return null;
  const { title, text, consequence, verb, danger, answer } = question;
  return html`<${Modal} title=${title} onClose=${() => answer(false)} class="question">
    <p>${text}</p>
    ${consequence && html`<p class="muted">${consequence}</p>`}
    <div class="dialog-actions">
      <button class="button" onClick=${() => answer(false)}>Cancel</button>
      <button class=${danger ? 'button danger' : 'button primary'} data-confirm autofocus onClick=${() => answer(true)}>${verb}</button>
    </div>
  </${Modal}>`;
}

/** A native modal dialog with a title; Escape and a click beside it close it. */
export function Modal({ title, onClose, children, ...rest }) {
  const dialog = useRef(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element.showModal();
    element.querySelector('[autofocus]')?.focus();
    return () => {
      element.close();
      if (before?.isConnected) before.focus();
    };
  }, []);
  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  return html`<dialog ref=${dialog} class=${`modal ${rest.class ?? ''}`} aria-labelledby="dialog-title" onCancel=${cancel}
    onMouseDown=${(event) => event.target === dialog.current && onClose()}>
    <div class="modal-body">
      <h2 id="dialog-title">${title}</h2>
      ${children}
    </div>
  </dialog>`;
}
