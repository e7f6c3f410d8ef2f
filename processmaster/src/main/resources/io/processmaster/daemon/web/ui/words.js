// The daemon's stable words in plain English, and how grave they are.
export const STATES = {
  failed: { label: 'Failed', tone: 'bad' },
  waiting: { label: 'Restarting soon', tone: 'warn' },
  unhealthy: { label: 'Unhealthy', tone: 'warn' },
  starting: { label: 'Starting', tone: 'move' },
  stopping: { label: 'Stopping', tone: 'move' },
  restarting: { label: 'Restarting', tone: 'move' },
  paused: { label: 'Paused', tone: 'warn' },
  running: { label: 'Running', tone: 'good' },
  scheduled: { label: 'Scheduled', tone: 'calm' },
  stopped: { label: 'Stopped', tone: 'dim' },
  disabled: { label: 'Disabled', tone: 'dim' },
};

/** Grave first, so that sorting by state shows first what needs somebody. */
export const STATE_ORDER = Object.keys(STATES);

const PHASES = {
  FAILED: 'failed',
  BACKOFF: 'waiting',
  STARTING: 'starting',
  STOPPING: 'stopping',
  RESTARTING: 'restarting',
};

/** The state of an app as one key of STATES. */
export function stateOf(app) {
  if (app.paused && app.actual === 'RUNNING') return 'paused';
  if (PHASES[app.phase]) return PHASES[app.phase];
  if (app.phase === 'RUNNING') return app.health === 'unhealthy' ? 'unhealthy' : 'running';
  if (!app.enabled) return 'disabled';
  return app.kind === 'job' && app.next_run_at_ms !== null ? 'scheduled' : 'stopped';
}

const OUTCOMES = {
  exited: 'finished',
  completed: 'finished',
  failed: 'failed',
  crashed: 'crashed',
  oom_killed: 'out of memory',
  overtime: 'took too long',
  stopped: 'stopped',
  killed: 'killed',
  launch_failed: 'could not be started',
  unknown: 'end not seen',
};

/** What came of a run. */
export function outcomeWords(outcome) {
  if (outcome === null || outcome === undefined) return 'running';
  return OUTCOMES[outcome] ?? outcome.replaceAll('_', ' ');
}

/** Whether a run ended as it should, did not, or goes on. */
export function outcomeTone(run) {
  if (run.ended_at_ms === null) return 'move';
  if (run.outcome === 'stopped') return 'dim';
  return run.exit_code === 0 && !run.oom_killed && run.outcome !== 'overtime' ? 'good' : 'bad';
}

const TRIGGERS = {
  person: 'a person',
  forced: 'a person, although disabled',
  restart: 'a restart',
  boot: 'start of the daemon',
  update: 'changed definition',
  automatic: 'automatic restart',
  schedule: 'its schedule',
  catch_up: 'its schedule, catching up',
  adopted: 'found running',
};

/** Who or what began a run. */
export function triggerWords(trigger) {
  return TRIGGERS[trigger] ?? (trigger ?? '').replaceAll('_', ' ');
}

/** How the last run ended, such as "code 1" or "SIGKILL, out of memory". */
export function exitWords(exit) {
  if (!exit) return '';
  const how = exit.code !== null ? `code ${exit.code}` : (exit.signal ?? 'end not seen');
  return exit.oom_killed ? `${how}, out of memory` : how;
}

/** Whether the last run ended as it should, as far as anybody saw. */
export function exitedWell(exit) {
  return (exit.code === 0 || (exit.code === null && !exit.signal)) && !exit.oom_killed;
}

export const PLAN_WORDS = {
  start: 'will be started',
  stop: 'will be stopped and forgotten',
  restart: 'will be restarted',
  live: 'changes while it runs',
  none: 'changes at its next start',
  add: 'is new, and stays down',
};
