// Keys that work everywhere.
import { openOverlay, placesFor } from './frame.js';
import { html } from './lib.js';
import { Modal } from './notices.js';
import { current } from './store.js';

const SECOND_KEY_WITHIN_MS = 1200;

let waitingSince = 0;

/** Listens for the keys of the console. */
export function installKeys() {
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      openOverlay(current().overlay === 'palette' ? null : 'palette');
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, dialog, [popover]')) return;
    if (pressed(event)) event.preventDefault();
  });
}

function pressed(event) {
  const { key, timeStamp } = event;
  if (timeStamp - waitingSince < SECOND_KEY_WITHIN_MS && waitingSince > 0) {
    waitingSince = 0;
    const place = placesFor(current().session?.role).find((candidate) => candidate.key === key);
    if (place) location.hash = `#/${place.page}`;
    return Boolean(place);
  }
  if (key === 'g') {
    waitingSince = timeStamp;
    return true;
  }
  if (key === '/') {
    const box = document.querySelector('[data-filter]');
    box?.focus();
    box?.select();
    return Boolean(box);
  }
  if (key === '?') {
    openOverlay('keys');
    return true;
  }
  return false;
}

const KEYS = [
  [['Ctrl', 'K'], 'Search apps and commands'],
  [['/'], 'Filter or search this page'],
  [['↓', '↑'], 'Next and previous row; j and k do the same'],
  [['Enter'], 'Open the row'],
  [['g', 'a'], 'Go to apps'],
  [['g', 'j'], 'Go to jobs'],
  [['g', 'l'], 'Go to logs'],
  [['g', 'e'], 'Go to events'],
  [['g', 'd'], 'Go to admin actions'],
  [['Esc'], 'Close, or clear the filter'],
  [['?'], 'This list'],
];

/** The list of keys. */
export function KeysDialog() {
  return html`<${Modal} title="Keys" onClose=${() => openOverlay(null)} class="keys">
    <dl>${KEYS.map(([keys, what]) => html`<div><dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${what}</dd></div>`)}</dl>
    <div class="dialog-actions"><button class="button" autofocus onClick=${() => openOverlay(null)}>Close</button></div>
  </${Modal}>`;
}
