// The last hour of an app's figures, made longer by the live stream.
import { call } from './api.js';
import { useEffect, useRef, useState } from './lib.js';
import { serverNow, useStore } from './store.js';

const HOUR_MS = 3600000;
// What the stream does not carry, io and pressure, is read again when the stream tells of new figures.
const READ_AGAIN_MS = 30000;

/** The figures as the usage method has them, kept up to date; null until they are here. */
export function useUsage(name) {
  const [usage, setUsage] = useState(null);
  const [problem, setProblem] = useState(null);
  const readAt = useRef(0);
  const app = useStore((state) => state.apps.get(name));
  const status = useStore((state) => state.link.status);
  const read = () => {
    readAt.current = Date.now();
    call('usage', { name }).then(setUsage, (refusal) => setProblem(refusal.message));
  };
  useEffect(read, [name]);
  useEffect(() => {
    if (!usage || !app || status !== 'live') return;
    if (Date.now() - readAt.current >= READ_AGAIN_MS) read();
    else setUsage(extended(usage, app, serverNow()));
  }, [app?.cpu_percent, app?.memory_bytes, app?.tasks]);
  return { usage, problem };
}

/** The figures with the present ones as the newest row, and without what is older than an hour. */
export function extended(usage, app, nowMs) {
  const last = usage.rows[usage.rows.length - 1];
  if (last && nowMs - last[0] < 1000) return usage;
  const now = { at_ms: nowMs, cpu_percent: app.cpu_percent, memory_bytes: app.memory_bytes, tasks: app.tasks };
  const row = usage.columns.map((column, i) => (column in now ? now[column] : app.cpu_percent === null || !last ? null : last[i]));
  return { ...usage, rows: [...usage.rows.filter(([at]) => at >= nowMs - HOUR_MS), row] };
}
