// What a person can do to apps: questions before, a sign at once, the daemon's words after.
import { call } from './api.js';
import { count } from './format.js';
import { ask, say } from './notices.js';
import { change, current } from './store.js';

const OPERATOR = new Set(['start', 'stop', 'restart', 'pause', 'resume']);

const DOING = {
  start: 'Starting…',
  stop: 'Stopping…',
  restart: 'Restarting…',
  pause: 'Pausing…',
  resume: 'Resuming…',
  enable: 'Enabling…',
  disable: 'Disabling…',
};

const DONE = { start: 'started', stop: 'stopped', restart: 'restarted', pause: 'paused', resume: 'resumed' };

/** Whether the person who is logged in may do that; the daemon is the judge, this only hides buttons. */
export function may(verb, role) {
  return role === 'admin' || (role === 'operator' && (OPERATOR.has(verb) || verb === 'logs' || verb === 'definition'));
}

/** The verbs that make sense for an app now, the most likely first. */
export function verbsFor(app, role) {
  const up = app.actual === 'RUNNING' || ['STARTING', 'BACKOFF', 'RESTARTING'].includes(app.phase);
  const verbs = up ? ['stop', 'restart'] : ['start'];
  if (app.phase === 'FAILED') verbs.push('stop');
  if (app.actual === 'RUNNING') verbs.push(app.paused ? 'resume' : 'pause');
  verbs.push(app.enabled ? 'disable' : 'enable');
  return verbs.filter((verb) => may(verb, role));
}

/** The word on the button. */
export function verbLabel(verb, app) {
  if (verb === 'start' && app.kind === 'job') return 'Run now';
  return verb[0].toUpperCase() + verb.slice(1);
}

/** Does it to one app, after a question where something that runs would end. */
export async function act(verb, app) {
  const name = app.application;
  const question = questionFor(verb, app);
  if (question && !(await ask(question))) return;
  const alone = verb === 'enable' || verb === 'disable';
  const params = alone ? { name } : { names: [name] };
  if (verb === 'start' && !app.enabled) params.force = true;
  await carryOut(verb, [name], params);
}

/** Does it to many apps; names is a list, or all for every service. */
export async function actOnMany(verb, names) {
  const all = names === 'all';
  const listed = all ? serviceNames() : names;
  const what = all ? `all ${count(listed.length, 'service')}` : count(listed.length, 'app');
  const some = listed.slice(0, 8).join(', ') + (listed.length > 8 ? ` and ${listed.length - 8} more` : '');
  const agreed = await ask({
    title: `${verbLabel(verb, {})} ${what}?`,
    text: `${some}.${all ? ' Jobs are left alone.' : ''}`,
    consequence: consequence(verb),
    verb: `${verbLabel(verb, {})} ${what}`,
    danger: verb !== 'start',
  });
  if (agreed) await carryOut(verb, listed, { names: all ? ['all'] : listed });
}

/** Sends a signal to every process of an app. */
export async function sendSignal(app, signal) {
  const agreed = await ask({
    title: `Send ${signal} to ${app.application}?`,
    text: app.pids.length === 1 ? 'Its one process gets the signal. What it does with it is up to it.' : `All ${count(app.pids.length, 'process', 'processes')} of it get the signal. What they do with it is up to them.`,
    verb: `Send ${signal}`,
    danger: true,
  });
  if (agreed) await carryOut('signal', [app.application], { name: app.application, signal });
}

function questionFor(verb, app) {
  const name = app.application;
  const processes = count(app.pids.length, 'process', 'processes');
  if (verb === 'stop') {
    const text = app.pids.length > 0 ? `${processes} will end.` : 'It will not be started again by itself.';
    return { title: `Stop ${name}?`, text, consequence: stays(app), verb: 'Stop', danger: true };
  }
  if (verb === 'restart') {
    return { title: `Restart ${name}?`, text: `${processes} will end, and a new run begins.`, verb: 'Restart', danger: true };
  }
  if (verb === 'disable') {
    return { title: `Disable ${name}?`, text: `It is stopped now, and its file ${app.source_file} will say so.`, consequence: 'It stays down until somebody enables it.', verb: 'Disable', danger: true };
  }
  if (verb === 'start' && !app.enabled) {
    return { title: `Start ${name} although it is disabled?`, text: 'Its file stays as it is.', verb: 'Start', danger: false };
  }
  return null;
}

function stays(app) {
  return app.kind === 'job' ? 'Its schedule goes on.' : 'It stays stopped until somebody starts it.';
}

function consequence(verb) {
  if (verb === 'stop') return 'They stay stopped until somebody starts them.';
  return verb === 'restart' ? 'Every one of them ends and begins anew.' : '';
}

function serviceNames() {
  return [...current().apps.values()].filter((app) => app.kind === 'service').map((app) => app.application).sort();
}

async function carryOut(verb, names, params) {
  setPending(names, DOING[verb]);
  try {
    const { results } = await call(verb, params);
    report(verb, results);
  } catch (refusal) {
    const results = refusal.data?.results;
    if (results && results.length > 1) report(verb, results);
    else say('bad', refusal.message);
  } finally {
    setPending(names, null);
  }
}

function report(verb, results) {
  const bad = results.filter((result) => !result.ok);
  if (results.length === 1) {
    const [{ ok, application, message }] = results;
    const changed = ok && (verb === 'enable' || verb === 'disable') ? `${verb}d, ` : '';
    say(ok ? 'good' : 'bad', message.startsWith(application) ? message : `${application}: ${changed}${message}`);
    return;
  }
  if (bad.length === 0) {
    say('good', `${count(results.length, 'app')} ${DONE[verb]}.`);
    return;
  }
  const first = bad.slice(0, 3).map(({ application, message }) => `${application}: ${message}`);
  say('bad', `${results.length - bad.length} of ${count(results.length, 'app')} ${DONE[verb]}. ${first.join(' · ')}${bad.length > 3 ? ' · …' : ''}`);
}

function setPending(names, label) {
  if (label === undefined) return;
  const pending = new Map(current().pending);
  for (const name of names) {
    if (label === null) pending.delete(name);
    else pending.set(name, label);
  }
  change({ pending });
}
