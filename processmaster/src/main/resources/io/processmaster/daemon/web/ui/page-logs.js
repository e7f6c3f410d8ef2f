// The logs of an app: its files, the newest lines as they are written, search, download.
import { useAnswer } from './answers.js';
import { call } from './api.js';
import { Icon } from './icons.js';
import { html, useEffect, useMemo, useRef, useState } from './lib.js';
import { addText, findLines, literal, LINES_KEPT, noLines, shortNames } from './lines.js';
import { LogView } from './log-view.js';
import { useFollowed } from './followed.js';
import { useRemembered, useStore } from './store.js';
import { count } from './format.js';

/** The logs; without a name first the choice of an app. */
export function LogsPage({ args: [name, file] }) {
  const known = useStore((state) => state.apps.has(name));
  const ready = useStore((state) => state.appsVersion > 0);
  return html`<section class="page list-page log-page" data-page="logs" data-app=${name ?? ''} aria-labelledby="page-title">
    <header class="page-head"><h1 id="page-title">${name ? html`<a class="app-link" href=${`#/app/${encodeURIComponent(name)}`}>${name}</a> <span class="total">logs</span>` : 'Logs'}</h1>
      <div class="tools"><${AppChoice} name=${name} /></div>
    </header>
    ${name && (known || !ready) && html`<${Files} key=${name} name=${name} file=${file} />`}
    ${name && ready && !known && html`<div class="empty"><p>There is no app called ${name}.</p></div>`}
    ${!name && html`<div class="empty"><p>Choose an app to see its logs.</p></div>`}
  </section>`;
}

function AppChoice({ name }) {
  const apps = useStore((state) => state.apps);
  const version = useStore((state) => state.appsVersion);
  const names = useMemo(() => [...apps.keys()].sort(), [version]);
  const go = (event) => {
    const wanted = event.target.value;
    if (apps.has(wanted) && wanted !== name) location.hash = `#/logs/${encodeURIComponent(wanted)}`;
  };
  return html`<label class="filter-box"><${Icon} name="logs" /><span class="unseen">App whose logs are shown</span>
    <input list="log-apps" placeholder=${name ? 'Another app' : 'App'} onChange=${go} onInput=${go} autocomplete="off" spellcheck="false" />
    <datalist id="log-apps">${names.map((one) => html`<option key=${one} value=${one}></option>`)}</datalist></label>`;
}

function Files({ name, file }) {
  const answer = useAnswer('logs', { name, lines: 0 }, [name]);
  if (!answer) return html`<p class="muted lead">Looking for its files…</p>`;
  if (answer.problem) return html`<p class="problem" role="alert">${answer.problem}</p>`;
  const files = answer.files.map((one) => one.file);
  if (files.length === 0) return html`<div class="empty"><p>It has no log files yet.</p><p class="muted">They appear with its first run.</p></div>`;
  const chosen = files.includes(file) ? file : files[0];
  const names = shortNames(files);
  return html`<div class="tabs" role="group" aria-label="Files">${files.map((one, i) => html`<a key=${one} class="tab" title=${one} aria-current=${one === chosen ? 'true' : null} data-file=${one} href=${`#/logs/${encodeURIComponent(name)}/${encodeURIComponent(one)}`}>${names[i]}</a>`)}</div>
    <${OneFile} key=${chosen} name=${name} file=${chosen} />`;
}

function OneFile({ name, file }) {
  const { log, status, hold } = useFollowed(name, file);
  const [follow, setFollow] = useState(true);
  const [paused, setPaused] = useState(false);
  const [wrap, setWrap] = useRemembered('log.wrap', false);
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState(false);
  const [at, setAt] = useState(-1);
  const [older, setOlder] = useState(null);
  const box = useRef(null);
  const source = older ?? log;
  const found = useMemo(() => findLines(source.lines, search), [source, search]);
  const shown = only && search !== '' ? { lines: found.map((i) => source.lines[i]), first: 0 } : source;
  const spot = at >= 0 && at < found.length ? (only ? at : found[at]) : null;
  const pause = (on) => {
    setPaused(on);
    hold(on);
  };
  const step = (by) => {
    if (found.length === 0) return;
    setFollow(false);
    setAt(at < 0 ? (by > 0 ? 0 : found.length - 1) : (at + by + found.length) % found.length);
  };
  const type = (text) => {
    setSearch(text);
    setAt(-1);
    if (text === '') setOlder(null);
  };
  const searchAll = async () => {
    try {
      const { files } = await call('logs', { name, file, lines: LINES_KEPT, grep: `(?i)${literal(search)}` });
      setOlder(addText(noLines(), files.flatMap((one) => one.lines).map((line) => `${line}\n`).join('')));
      setFollow(false);
    } catch (refusal) {
      setOlder(null);
      setProblem(refusal.message);
    }
  };
  const [problem, setProblem] = useState(null);
  const keys = (event) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    if (event.key === 'Escape') (search === '' ? box.current.blur() : type(''));
  };
  useEffect(() => setProblem(null), [search]);
  const download = `/api/v1/download?name=${encodeURIComponent(name)}&file=${encodeURIComponent(file)}`;
  return html`<div class="log-tools" role="toolbar" aria-label="Log">
      <label class="filter-box"><${Icon} name="search" /><span class="unseen">Search in the log</span>
        <input ref=${box} type="search" data-filter value=${search} placeholder="Search" onInput=${(event) => type(event.target.value)} onKeyDown=${keys} autocomplete="off" spellcheck="false" /><kbd aria-hidden="true">/</kbd></label>
      ${search !== '' && html`<span class="found" role="status">${found.length === 0 ? 'not found' : at < 0 ? count(found.length, 'line') : `${at + 1} of ${found.length}`}</span>
        <button class="icon-button" aria-label="Previous find" onClick=${() => step(-1)}><${Icon} name="up" /></button><button class="icon-button" aria-label="Next find" onClick=${() => step(1)}><${Icon} name="tail" /></button>
        <${Switch} name="only" icon="filter" label="Only these lines" on=${only} onTurn=${setOnly} />
        ${!older && html`<button class="button" data-action="search-all" onClick=${searchAll}>Search the whole log</button>`}
        ${older && html`<button class="button" onClick=${() => setOlder(null)}>Back to the newest lines</button>`}`}
      <span class="push"></span>
      <span class="log-status muted" data-status=${status}>${paused ? 'paused' : older ? 'search results' : STATUS[status] ?? status}</span>
      <${Switch} name="follow" icon="tail" label="Follow" on=${follow && !older} onTurn=${(on) => { setOlder(null); setFollow(on); }} />
      <${Switch} name="pause" icon="pause" label="Pause" on=${paused} onTurn=${pause} />
      <${Switch} name="wrap" icon="wrap" label="Wrap" on=${wrap} onTurn=${setWrap} />
      <a class="icon-button framed" href=${download} download data-action="download" aria-label=${`Download ${file}`} title="Download"><${Icon} name="down" /></a>
    </div>
    ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    ${shown.lines.length === 0 ? html`<div class="empty"><p>${only && search !== '' ? 'No line has this text.' : status === 'connecting' ? 'Opening the log…' : 'The log is empty. New lines appear here by themselves.'}</p></div>`
      : html`<${LogView} lines=${shown.lines} first=${shown.first} wrap=${wrap} follow=${follow && !older} onFollow=${setFollow} search=${search} spot=${spot} label=${`${file} of ${name}`} />`}`;
}

const STATUS = { connecting: 'opening…', live: 'live', lost: 'disconnected', ended: 'ended' };

function Switch({ name, icon, label, on, onTurn }) {
  return html`<button class="icon-button framed" data-switch=${name} aria-pressed=${on ? 'true' : 'false'} aria-label=${label} title=${label} onClick=${() => onTurn(!on)}><${Icon} name=${icon} /></button>`;
}
