// Calls of the daemon.
import { change } from './store.js';

let token = document.querySelector('meta[name="csrf-token"]').content;

/** A refusal in the daemon's own words. */
export class Refusal extends Error {
  constructor(status, kind, message, data) {
    super(message);
    this.status = status;
    this.kind = kind;
    this.data = data ?? {};
  }
}

/** Calls a method; answers its result, throws a Refusal. */
export async function call(method, params = {}) {
  const answer = await post(`/api/v1/${method}`, params);
  if (answer.ok) return answer.json();
  throw await refusal(answer);
}

/** Makes a definition of a draft; answers what the daemon says of it, throws a Refusal. */
export async function create(draft) {
  const answer = await post('/api/processes', draft);
  const { success, message, error } = await answer.json().catch(() => ({}));
  if (success) return message ?? `${draft.name}: created`;
  throw new Refusal(answer.status, '', message ?? error ?? `The daemon answered with HTTP status ${answer.status}.`);
}

/** Who is logged in; takes over a fresh token. */
export async function session() {
  const answer = await send('/api/v1/session', { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw await refusal(answer);
  const found = await answer.json();
  token = found.csrf_token;
  change({ session: found });
  return found;
}

/** Ends the session and shows the log-in page. */
export async function logOut() {
  const answer = await send('/logout', { method: 'POST', headers: { 'X-CSRF-Token': token } });
  if (answer.ok || answer.redirected) location.assign('/');
  else throw await refusal(answer);
}

async function post(path, body) {
  const answer = await tryPost(path, body);
  if (answer.status !== 403 || !(await isCsrf(answer))) return answer;
  // The daemon was started anew and knows the old token no more.
  await session();
  return tryPost(path, body);
}

function tryPost(path, body) {
  return send(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-Token': token },
    body: JSON.stringify(body),
  });
}

async function send(path, options) {
  let answer;
  try {
    // An address that was opened with a name and a password in it is nothing that a script may fetch from.
    answer = await fetch(location.origin + path, { credentials: 'same-origin', cache: 'no-store', ...options });
  } catch {
    throw new Refusal(0, 'unreachable', 'The connection broke before the daemon answered. What came of it shows when the page is connected again.');
  }
  if (answer.status === 401 && path !== '/logout') {
    // Whatever password the browser knows was sent and refused: the form is asked for, not the browser's own question.
    document.cookie = 'pm_signed_out=1; Path=/; SameSite=Strict';
    sessionStorage.setItem('pm.back', location.hash);
    location.reload();
    return new Promise(() => {});
  }
  return answer;
}

async function isCsrf(answer) {
  return /csrf/i.test(await answer.clone().text());
}

async function refusal(answer) {
  const text = await answer.text();
  try {
    const { error } = JSON.parse(text);
    return new Refusal(answer.status, error.kind ?? error.data?.kind ?? '', error.message, error.data);
  } catch {
    return new Refusal(answer.status, '', `The daemon answered with HTTP status ${answer.status}.`);
  }
}
