// Numbers, times and schedules in words.
import assert from 'node:assert/strict';
import test from 'node:test';
import { away, bytes, count, percent, seconds, span } from './ui/format.js';
import { differs, inZone, scheduleWords } from './ui/schedule.js';

test('bytes are cut off in binary units, as pmctl prints them', () => {
  assert.equal(bytes(0), '0B');
  assert.equal(bytes(1023), '1023B');
  assert.equal(bytes(1024), '1.0KiB');
  assert.equal(bytes(12373196), '11.7MiB');
  assert.equal(bytes(1073741823), '1023.9MiB');
  assert.equal(bytes(1073741824), '1.0GiB');
  assert.equal(bytes(null), '–');
});

test('a span has its two largest units', () => {
  assert.equal(span(20), '20ms');
  assert.equal(span(5999), '5s');
  assert.equal(span(62000), '1m02s');
  assert.equal(span(3720000), '1h02m');
  assert.equal(span(93600000), '1d02h');
  assert.equal(seconds(999), '0s');
});

test('a percentage is rounded to tenths', () => {
  assert.equal(percent(12.46), '12.5%');
  assert.equal(percent(0), '0.0%');
  assert.equal(percent(199.96), '200.0%');
});

test('a moment is told by its distance, in both directions', () => {
  assert.equal(away(1000, 1500), 'now');
  assert.equal(away(0, 61000), '1 min ago');
  assert.equal(away(7200000, 0), 'in 2 h');
  assert.equal(away(0, 86400000 * 3), '3 days ago');
});

test('a count goes with its noun', () => {
  assert.equal(count(1, 'process', 'processes'), '1 process');
  assert.equal(count(1200, 'app'), '1,200 apps');
});

test('simple schedules have words', () => {
  assert.equal(scheduleWords('*/5 * * * *'), 'every 5 minutes');
  assert.equal(scheduleWords('0 3 * * *'), 'every day at 03:00');
  assert.equal(scheduleWords('0 30 2 * * 1'), 'every Monday at 02:30');
  assert.equal(scheduleWords('15 4 1 * *'), 'on day 1 of each month at 04:15');
  assert.equal(scheduleWords('@hourly'), 'every hour');
  assert.equal(scheduleWords('*/10 * * * * *'), 'every 10 seconds');
  assert.equal(scheduleWords('0 9-17 * * 1-5'), 'every hour from 09:00 to 17:59, Monday to Friday');
});

test('what words would get wrong stays an expression', () => {
  assert.equal(scheduleWords('*/7 * * * *'), '');
  assert.equal(scheduleWords('*/7 * * * * *'), '');
  assert.equal(scheduleWords('*/10 5 * * * *'), '');
  assert.equal(scheduleWords('0 3 1 * 1'), '');
  assert.equal(scheduleWords('0 3 * 2 *'), '');
  assert.equal(scheduleWords('30 0 3 * * *'), '');
  assert.equal(scheduleWords('1,2 3 * * *'), '');
  assert.equal(scheduleWords(null), '');
});

test('a schedule in another zone is told by its own clock', () => {
  const noon = Date.UTC(2026, 0, 2, 12, 0, 0);
  assert.equal(inZone('Europe/Berlin', noon), 'Fri 01-02 13:00');
  assert.equal(inZone('Asia/Tokyo', noon + 11 * 3600000 + 5000), 'Sat 01-03 08:00:05');
  assert.equal(differs('Asia/Tokyo', [noon]) || differs('America/Lima', [noon]), true);
  assert.equal(differs(Intl.DateTimeFormat().resolvedOptions().timeZone, [noon]), false);
  assert.equal(differs('Mars/Base', [noon]), false);
  assert.equal(differs(null, []), false);
});
