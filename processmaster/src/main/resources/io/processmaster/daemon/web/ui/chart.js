// Charts of an app's last hour; the library is loaded when the first one is shown.
import { clock } from './format.js';
import { html, useEffect, useRef, useState } from './lib.js';

const HEIGHT = 132;
// Steps of bytes that read well: 1, 2, 4 … 512 of each unit.
const BINARY_STEPS = Array.from({ length: 50 }, (_, power) => 2 ** power);
// A chart of two points says nothing; so much time is shown at the least.
const SHORTEST_S = 600;
let library = null;

function loaded() {
  library ??= new Promise((resolve, reject) => {
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = '/vendor/uPlot.min.css';
    const script = document.createElement('script');
    script.src = '/vendor/uPlot.iife.min.js';
    script.onload = () => resolve(globalThis.uPlot);
    script.onerror = () => reject(new Error('The chart library could not be loaded.'));
    document.head.append(style, script);
  });
  return library;
}

/**
 * One chart. Series are {label, column, color, fill}; rows are those of the usage method, columns by name.
 * Limit is a value that is drawn as a line; words(value) makes a value readable; binary stands for bytes.
 */
export function Chart({ title, hint, series, rows, columns, limit = null, words, least, binary = false }) {
  const box = useRef(null);
  const plot = useRef(null);
  const [at, setAt] = useState(null);
  const [turned, turn] = useState(0);
  const [problem, setProblem] = useState(null);
  const indexes = series.map(({ column }) => columns.indexOf(column));
  const data = dataOf(rows, indexes, limit);
  const measured = rows.some((row) => indexes.some((index) => typeof row[index] === 'number'));
  useEffect(() => {
    const again = () => turn((count) => count + 1);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    addEventListener('pm-theme', again);
    dark.addEventListener('change', again);
    return () => {
      removeEventListener('pm-theme', again);
      dark.removeEventListener('change', again);
    };
  }, []);
  useEffect(() => {
    let gone = false;
    let observer = null;
    loaded().then((UPlot) => {
      if (gone || !box.current) return;
      const element = box.current;
      plot.current = new UPlot(options(element, series, limit, words, least, binary, setAt), data, element);
      observer = new ResizeObserver(() => element.clientWidth > 0 && plot.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
      observer.observe(element);
    }, (error) => setProblem(error.message));
    return () => {
      gone = true;
      observer?.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [turned, limit, measured]);
  useEffect(() => {
    plot.current?.setData(data);
  }, [rows]);
  const shown = at !== null && at < rows.length ? at : rows.length - 1;
  const row = rows[shown];
  return html`<figure class="chart" data-chart=${title}>
    <figcaption><b title=${hint}>${title}${hint && html`<span class="unseen"> (${hint})</span>`}</b>
      <span class="chart-values">${at !== null && row && html`<span class="muted">${clock(row[0], row[0])}</span>`}
        ${series.map(({ label, color }, i) => html`<span key=${label} class="chart-value"><i data-line=${color}></i>${label && html`<span class="muted">${label}</span>`} ${row ? words(row[indexes[i]]) : '–'}</span>`)}
      </span>
    </figcaption>
    ${!measured && html`<p class="chart-none muted">Not measured on this host, or not yet.</p>`}
    ${measured && html`<div ref=${box} class="chart-box" role="img" aria-label=${summary(title, series, rows, indexes, words)}></div>`}
    ${problem && html`<p class="problem">${problem}</p>`}
  </figure>`;
}

function dataOf(rows, indexes, limit) {
  const data = [rows.map((row) => row[0] / 1000), ...indexes.map((index) => rows.map((row) => row[index] ?? null))];
  if (limit !== null) data.push(rows.map(() => limit));
  return data;
}

function summary(title, series, rows, indexes, words) {
  const parts = series.map(({ label }, i) => {
    const values = rows.map((row) => row[indexes[i]]).filter((value) => value !== null && value !== undefined);
    if (values.length === 0) return `${label}: not measured`;
    return `${label} now ${words(values[values.length - 1])}, at most ${words(Math.max(...values))}`;
  });
  return `${title} over the last hour. ${parts.join('; ')}`;
}

// The canvas knows no variables, so that the browser is asked what they come to.
function paletteOf(element) {
  const probe = document.createElement('span');
  element.append(probe);
  const known = new Map();
  for (const name of ['line', 'muted', 'bad', 'line-1', 'line-2', 'line-3', 'line-1-fill', 'line-2-fill']) {
    probe.style.color = `var(--${name})`;
    known.set(name, getComputedStyle(probe).color);
  }
  probe.remove();
  return (name) => known.get(name);
}

function options(element, series, limit, words, least, binary, onPoint) {
  const width = element.clientWidth;
  const color = paletteOf(element);
  const grid = { stroke: color('line'), width: 1 };
  const axis = { stroke: color('muted'), font: '11px system-ui, sans-serif', ticks: { show: false }, grid };
  const lines = series.map(({ color: name, fill }) => ({ stroke: color(name), width: 1.5, fill: fill ? color(`${name}-fill`) : undefined, points: { show: false }, spanGaps: false }));
  if (limit !== null) lines.push({ stroke: color('bad'), width: 1, dash: [4, 4], points: { show: false } });
  return {
    width,
    height: HEIGHT,
    padding: [8, 18, 0, 0],
    legend: { show: false },
    cursor: { y: false, sync: { key: 'usage' }, points: { size: 6 }, drag: { x: false, y: false } },
    scales: { x: { range: (_, min, max) => [Math.min(min, max - SHORTEST_S), max] }, y: { range: (_, min, max) => [0, Math.max(least, max ?? 0) * 1.12] } },
    axes: [
      { ...axis, grid: { show: false }, size: 24, space: 70, values: (_, ticks) => ticks.map((tick) => clock(tick * 1000, tick * 1000).slice(0, 5)) },
      { ...axis, size: 62, space: 34, ...(binary ? { incrs: BINARY_STEPS } : {}), values: (_, ticks) => ticks.map((tick) => words(tick)) },
    ],
    series: [{}, ...lines],
    hooks: { setCursor: [(chart) => onPoint(chart.cursor.idx ?? null)] },
  };
}
