// The lines of a log on the page: only the visible ones, or, when long lines wrap, blocks that the browser skips.
import { html, useEffect, useLayoutEffect, useRef, useState } from './lib.js';
import { Line } from './line.js';
import { visibleRows } from './window.js';

const LINE = 20;
const BLOCK = 200;

/** Shows lines; follow keeps the end in view, spot is the line to bring into view. */
export function LogView({ lines, first, wrap, follow, onFollow, search, spot, label }) {
  const view = useRef(null);
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  const ours = useRef(0);
  useLayoutEffect(() => {
    const element = view.current;
    const measure = () => {
      setScroll((known) => (known.top === element.scrollTop && known.height === element.clientHeight ? known : { top: element.scrollTop, height: element.clientHeight }));
    };
    const moved = () => {
      measure();
      if (Date.now() - ours.current < 150) return;
      onFollow(element.scrollHeight - element.scrollTop - element.clientHeight < LINE * 1.5);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', moved, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', moved);
    };
  }, []);
  useLayoutEffect(() => {
    if (!follow) return;
    ours.current = Date.now();
    view.current.scrollTop = view.current.scrollHeight;
  }, [lines, follow, wrap, scroll.height]);
  useEffect(() => {
    if (spot === null) return;
    ours.current = Date.now();
    const element = view.current;
    if (wrap) element.querySelector(`[data-line="${first + spot}"]`)?.scrollIntoView({ block: 'center' });
    else element.scrollTop = Math.max(0, spot * LINE - element.clientHeight / 2);
  }, [spot]);
  const body = wrap ? blocks(lines, first, search, spot) : rows(lines, first, search, spot, scroll);
  return html`<div ref=${view} class=${wrap ? 'log-view wrap' : 'log-view'} role="log" aria-live="off" aria-label=${label} tabindex="0">${body}</div>`;
}

function rows(lines, first, search, spot, scroll) {
  const shown = visibleRows(lines.length, LINE, scroll.top, scroll.height, 20);
  return html`<div class="log-rows" style=${{ paddingTop: `${shown.before}px`, paddingBottom: `${shown.after}px` }}>
    ${lines.slice(shown.first, shown.last).map((line, i) => row(line, first + shown.first + i, search, shown.first + i === spot))}
  </div>`;
}

function blocks(lines, first, search, spot) {
  const all = [];
  let at = 0;
  while (at < lines.length) {
    const number = Math.floor((first + at) / BLOCK);
    const end = Math.min(lines.length, (number + 1) * BLOCK - first);
    const from = at;
    all.push(html`<div key=${number} class="log-block">${lines.slice(from, end).map((line, i) => row(line, first + from + i, search, from + i === spot))}</div>`);
    at = end;
  }
  return all;
}

function row(line, number, search, current) {
  return html`<div key=${number} class=${current ? 'log-line current' : 'log-line'} data-line=${number}><${Line} text=${line} search=${search} /></div>`;
}
