// Icons, drawn for this console on a grid of 16.
import { html } from './lib.js';

const PATHS = {
  apps: 'M2.5 3.5h11M2.5 8h11M2.5 12.5h7',
  jobs: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 4.8V8l2.2 1.6',
  logs: 'M3.5 2h6l3 3v9h-9ZM9.5 2v3h3M5.5 8h5M5.5 11h5',
  events: 'M1.8 8h2.7l2-4.5 3 9 2-4.5h2.7',
  admin: 'M2.5 4.2 6 7.7 2.5 11.2M7.5 12.2h6',
  reload: 'M13.2 6.5A5.5 5.5 0 1 0 13.5 9M13.5 2.8v3.9H9.6',
  start: 'M4.5 3v10l8-5Z',
  stop: 'M4 4h8v8H4Z',
  restart: 'M3.2 9.5A5 5 0 1 0 4 5M3.8 2v3.2H7',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  resume: 'M4 3v10M7 3.8v8.4L13 8Z',
  enable: 'M8 2v5.5M4.6 4a5.3 5.3 0 1 0 6.8 0',
  disable: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM3.8 3.8l8.4 8.4',
  signal: 'M9 1.8 3.5 9H8l-1 5.2L12.5 7H8Z',
  add: 'M8 3v10M3 8h10',
  more: 'M3.2 8a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0M7.6 8a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0M12 8a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.4 10.4 14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5 6.5 12 13 4.5',
  alert: 'M8 2 1.5 13.5h13ZM8 6.5v3.2M8 11.6h.01',
  columns: 'M2.5 3h11v10h-11ZM6.2 3v10M9.8 3v10',
  down: 'M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10',
  up: 'M8 13V3.5M4.5 7 8 3.5 11.5 7',
  tail: 'M8 3v9.5M4.5 9 8 12.5 11.5 9',
  wrap: 'M2.5 3.5h11M2.5 8h8.8a2.2 2.2 0 0 1 0 4.4H7.5M9 10.6l-1.8 1.8L9 14.2M2.5 12.4H5',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1.2v1.4M8 13.4v1.4M1.2 8h1.4M13.4 8h1.4M3.2 3.2l1 1M11.8 11.8l1 1M3.2 12.8l1-1M11.8 4.2l1-1',
  moon: 'M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7Z',
  auto: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 2v12M8 5l4-1M8 8h6M8 11l4 1',
  exit: 'M6 2.5H3v11h3M6.5 8H14M11 5l3 3-3 3',
  keys: 'M1.8 4h12.4v8H1.8ZM4 6.5h.01M6.6 6.5h.01M9.3 6.5h.01M12 6.5h.01M5 9.5h6',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  filter: 'M2 3.5h12L9.5 8.8v4.7l-3-1.6V8.8Z',
};

/** One icon; it says nothing to a screen reader, because what carries it has a name. */
export function Icon({ name }) {
  const solid = name === 'start' || name === 'stop' ? 'icon solid' : 'icon';
  return html`<svg class=${solid} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;
}

const MARKS = {
  good: html`<circle cx="6" cy="6" r="4" fill="currentColor" />`,
  bad: html`<path d="M2.5 2.5l7 7M9.5 2.5l-7 7" />`,
  warn: html`<path d="M6 1.8 11 10.4H1Z" fill="currentColor" stroke-linejoin="round" />`,
  move: html`<path d="M6 2a4 4 0 1 1-4 4" class="turning" />`,
  calm: html`<g><circle cx="6" cy="6" r="4" /><path d="M6 3.8V6l1.4 1" /></g>`,
  dim: html`<circle cx="6" cy="6" r="3.6" />`,
};

/** The mark of a state; its form differs with its colour, for whoever does not see colours. */
export function Mark({ tone }) {
  return html`<svg class="mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">${MARKS[tone]}</svg>`;
}
