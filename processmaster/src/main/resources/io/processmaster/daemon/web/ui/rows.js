// The rows of an app's last hour; pure, so that they can be tested without a browser.
const HOUR_MS = 3600000;

/** The figures of the usage method with rows that came since; a pause in which nothing was measured is a hole. */
export function withRows(usage, message) {
  const rows = [...usage.rows];
  for (const row of message.rows) {
    const last = rows[rows.length - 1];
    if (last && row[0] <= last[0]) continue;
    if (last && row[0] - last[0] > usage.interval_ms * 2.5) rows.push(hole(usage, last[0] + usage.interval_ms));
    rows.push(row);
  }
  const newest = rows.length > 0 ? rows[rows.length - 1][0] : 0;
  return { ...usage, rows: rows.filter(([at]) => at >= newest - HOUR_MS) };
}

/** The same with the present figures as the newest row; what the stream does not tell each moment is as in the last one. */
export function withNow(usage, app, nowMs) {
  const last = usage.rows[usage.rows.length - 1];
  if (last && nowMs - last[0] < 1000) return usage;
  if (app.actual !== 'RUNNING') return last ? { ...usage, rows: [...usage.rows, hole(usage, nowMs)] } : usage;
  const now = { at_ms: nowMs, cpu_percent: app.cpu_percent, memory_bytes: app.memory_bytes, tasks: app.tasks };
  const row = usage.columns.map((column, i) => (column in now ? now[column] : (last?.[i] ?? null)));
  return { ...usage, rows: [...usage.rows, row] };
}

function hole(usage, at) {
  return usage.columns.map((_, i) => (i === 0 ? at : null));
}
