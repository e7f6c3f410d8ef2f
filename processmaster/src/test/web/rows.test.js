// The history of an app: what the live stream adds to it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { withNow, withRows } from './ui/rows.js';

const usage = (...rows) => ({ interval_ms: 10000, columns: ['at_ms', 'cpu_percent', 'memory_bytes', 'io_read_bytes_per_s', 'tasks'], rows });

test('rows that are known already are not put twice', () => {
  const both = withRows(usage([10000, 1, 5, 0, 1], [20000, 1, 5, 0, 1]), { rows: [[20000, 9, 9, 9, 9], [30000, 2, 6, 7, 1]] });
  assert.deepEqual(both.rows, [[10000, 1, 5, 0, 1], [20000, 1, 5, 0, 1], [30000, 2, 6, 7, 1]]);
});

test('the first rows of an app that has none begin its history', () => {
  assert.deepEqual(withRows(usage(), { rows: [[10000, 1, 5, 0, 1]] }).rows, [[10000, 1, 5, 0, 1]]);
});

test('a time without measurements is a hole, not a line across', () => {
  const both = withRows(usage([10000, 1, 5, 0, 1]), { rows: [[90000, 2, 6, 7, 1]] });
  assert.deepEqual(both.rows, [[10000, 1, 5, 0, 1], [20000, null, null, null, null], [90000, 2, 6, 7, 1]]);
});

test('what is older than an hour goes', () => {
  const hour = 3600000;
  const both = withRows(usage([1, 1, 1, 1, 1], [hour, 1, 1, 1, 1]), { rows: [[hour + 10000, 2, 2, 2, 2]] });
  assert.deepEqual(both.rows.map(([at]) => at), [hour, hour + 10000]);
});

test('the present is the newest row, and what is not told each moment is as it was', () => {
  const now = withNow(usage([10000, 1, 5, 42, 1]), { actual: 'RUNNING', cpu_percent: 7, memory_bytes: 8, tasks: 3 }, 14000);
  assert.deepEqual(now.rows[1], [14000, 7, 8, 42, 3]);
  assert.deepEqual(withNow(usage(), { actual: 'RUNNING', cpu_percent: null, memory_bytes: 8, tasks: 3 }, 14000).rows, [[14000, null, 8, null, 3]]);
});

test('an app that does not run has no present figures', () => {
  const now = withNow(usage([10000, 1, 5, 42, 1]), { actual: 'STOPPED', cpu_percent: null, memory_bytes: null, tasks: null }, 14000);
  assert.deepEqual(now.rows[1], [14000, null, null, null, null]);
  assert.deepEqual(withNow(usage(), { actual: 'STOPPED', cpu_percent: null, memory_bytes: null, tasks: null }, 14000).rows, []);
});

test('where the host does not measure memory, the rest of the present is shown all the same', () => {
  const now = withNow(usage([10000, 1, null, 42, 1]), { actual: 'RUNNING', cpu_percent: 3, memory_bytes: null, tasks: null }, 14000);
  assert.deepEqual(now.rows[1], [14000, 3, null, 42, null]);
});
