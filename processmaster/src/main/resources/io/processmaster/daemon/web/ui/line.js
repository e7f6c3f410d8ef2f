// One line of a log with its colours; every character of it stays text.
import { ansiPieces, markFound } from './ansi.js';
import { html } from './lib.js';

/** A line; what the search finds in it is marked. */
export function Line({ text, search = '' }) {
  return html`<span class="line">${markFound(ansiPieces(text), search).map(({ text: part, classes, color, background, found }) => {
    if (found) return html`<mark class=${classes}>${part}</mark>`;
    if (!color && !background) return classes === '' ? part : html`<span class=${classes}>${part}</span>`;
    const own = {};
    if (color) own['--ansi-color'] = color;
    if (background) own['--ansi-background'] = background;
    return html`<span class=${`${classes} ansi-own`} style=${own}>${part}</span>`;
  })}${'\n'}</span>`;
}
