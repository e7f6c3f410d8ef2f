// Apps, events and rows: what the live stream changes, and what is shown of it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { addEvents, applyApps, applyUsage, emptyState, EVENTS_KEPT } from './ui/apply.js';
import { bestMatches } from './ui/match.js';
import { telling } from './ui/plan.js';
import { filterApps, sortApps, stateCounts } from './ui/sort.js';
import { stateOf } from './ui/words.js';
import { visibleRows } from './ui/window.js';

function app(application, more = {}) {
  return {
    application, kind: 'service', enabled: true, paused: false, actual: 'RUNNING', phase: 'RUNNING', health: null, reason: 'started at boot',
    main_pid: 7, uptime_ms: 1000, cpu_percent: 1, memory_bytes: 10, tasks: 1, restarts_total: 0, last_exit: null, next_run_at_ms: null, schedule: null, ...more,
  };
}

test('a full list replaces all, a difference changes and removes', () => {
  let state = applyApps(emptyState(), { full: true, apps: [app('a'), app('b')], removed: [] }, 5000);
  assert.equal(state.apps.get('a').started_at_ms, 4000);
  const before = state.apps.get('b');
  state = applyApps(state, { full: false, apps: [app('a', { phase: 'STOPPING' }), app('c', { uptime_ms: null })], removed: ['b'] }, 6000);
  assert.deepEqual([...state.apps.keys()].sort(), ['a', 'c']);
  assert.equal(state.apps.get('a').phase, 'STOPPING');
  assert.equal(state.apps.get('c').started_at_ms, null);
  assert.equal(before.application, 'b');
  state = applyApps(state, { full: true, apps: [app('d')] }, 7000);
  assert.deepEqual([...state.apps.keys()], ['d']);
});

test('usage changes known apps only, as new objects', () => {
  const state = applyApps(emptyState(), { full: true, apps: [app('a')] }, 0);
  const before = state.apps.get('a');
  const after = applyUsage(state, { apps: { a: [50.5, 2048, 3], gone: [1, 1, 1] } });
  assert.notEqual(after.apps.get('a'), before);
  assert.equal(after.apps.get('a').memory_bytes, 2048);
  assert.equal(after.apps.has('gone'), false);
});

test('events keep their order, come once, and are bounded', () => {
  const event = (seq) => ({ seq });
  assert.deepEqual(addEvents([event(1), event(2)], [event(3)]).map(({ seq }) => seq), [1, 2, 3]);
  assert.deepEqual(addEvents([event(4), event(5)], [event(2), event(4), event(3)]).map(({ seq }) => seq), [2, 3, 4, 5]);
  const many = Array.from({ length: EVENTS_KEPT + 10 }, (_, i) => event(i));
  const kept = addEvents([], many);
  assert.equal(kept.length, EVENTS_KEPT);
  assert.equal(kept[0].seq, 10);
});

test('names are sorted as people count', () => {
  const names = sortApps([app('web-10'), app('web-2'), app('API')], 'application', false).map(({ application }) => application);
  assert.deepEqual(names, ['API', 'web-2', 'web-10']);
});

test('what has no value comes last in both directions', () => {
  const apps = [app('a', { cpu_percent: null }), app('b', { cpu_percent: 5 }), app('c', { cpu_percent: 9 })];
  assert.deepEqual(sortApps(apps, 'cpu', true).map(({ application }) => application), ['c', 'b', 'a']);
  assert.deepEqual(sortApps(apps, 'cpu', false).map(({ application }) => application), ['b', 'c', 'a']);
});

test('grave states come first', () => {
  const apps = [app('a'), app('b', { phase: 'FAILED', actual: 'STOPPED' }), app('c', { phase: 'STOPPED', actual: 'STOPPED' })];
  assert.deepEqual(sortApps(apps, 'state', false).map(({ application }) => application), ['b', 'a', 'c']);
  assert.deepEqual(stateCounts(apps), [['failed', 1], ['running', 1], ['stopped', 1]]);
});

test('the filter wants every word, and one of the states', () => {
  const apps = [app('web'), app('web-worker', { phase: 'FAILED', actual: 'STOPPED', reason: 'exit code 1' }), app('db')];
  assert.deepEqual(filterApps(apps, 'WEB', new Set()).length, 2);
  assert.deepEqual(filterApps(apps, 'web code', new Set()).length, 1);
  assert.deepEqual(filterApps(apps, '', new Set(['failed'])).map(({ application }) => application), ['web-worker']);
});

test('the state of an app is the gravest word that is true', () => {
  assert.equal(stateOf(app('a', { paused: true })), 'paused');
  assert.equal(stateOf(app('a', { health: 'unhealthy' })), 'unhealthy');
  assert.equal(stateOf(app('a', { phase: 'STOPPED', actual: 'STOPPED', enabled: false })), 'disabled');
  assert.equal(stateOf(app('a', { kind: 'job', phase: 'STOPPED', actual: 'STOPPED', next_run_at_ms: 1 })), 'scheduled');
  assert.equal(stateOf(app('a', { phase: 'BACKOFF', actual: 'STOPPED' })), 'waiting');
});

test('visible rows cover the view and stay within the list', () => {
  assert.deepEqual(visibleRows(0, 30, 0, 300), { first: 0, last: 0, before: 0, after: 0 });
  const middle = visibleRows(1000, 30, 15000, 600);
  assert.ok(middle.first <= 500 - 1 && middle.last >= 520);
  assert.equal(middle.before + (middle.last - middle.first) * 30 + middle.after, 30000);
  const beyond = visibleRows(10, 30, 90000, 600);
  assert.equal(beyond.last, 10);
  assert.ok(beyond.first <= 9);
});

test('the palette finds the app before its commands, and commands by words in any order', () => {
  const commands = [{ label: 'Stop web' }, { label: 'web', first: true }, { label: 'web-worker', first: true }, { label: 'Logs of web' }];
  assert.equal(bestMatches(commands, 'web', 5)[0].label, 'web');
  assert.equal(bestMatches(commands, 'web stop', 5)[0].label, 'Stop web');
  assert.deepEqual(bestMatches(commands, 'nothing', 5), []);
});

test('a plan tells of what changes, and of what is new', () => {
  const known = new Map([['web', {}], ['mail', {}], ['old', {}]]);
  const changes = [
    { application: 'web', action: 'none', keys: [] },
    { application: 'mail', action: 'none', keys: ['process.user'] },
    { application: 'new', action: 'none', keys: [] },
    { application: 'old', action: 'stop', keys: [] },
    { application: 'fresh', action: 'start', keys: [] },
  ];
  assert.deepEqual(telling(changes, known).map(({ application, action }) => `${application} ${action}`), ['mail none', 'new add', 'old stop', 'fresh start']);
});
