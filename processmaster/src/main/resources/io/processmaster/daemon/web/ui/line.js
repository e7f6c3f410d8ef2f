// One line of a log with its colours; every character of it stays text.
import { ansiPieces, markFound } from './ansi.js';
import { html } from './lib.js';

/** A line; what the search finds in it is marked. */
export function Line({ text, search = '' }) {
  return html`<span class="line">${markFound(ansiPieces(text), search).map(({ text: part, classes, color, background, found }) => {
    const style = color || background ? { color, backgroundColor: background } : undefined;
    if (found) return html`<mark class=${classes}>${part}</mark>`;
    return classes === '' && !style ? part : html`<span class=${classes} style=${style}>${part}</span>`;
  })}${'\n'}</span>`;
}
