// The command palette: every place, every app, and what can be done to it, by a few letters.
import { act, verbLabel, verbsFor, may } from './actions.js';
import { logOut } from './api.js';
import { chooseTheme, openOverlay, placesFor } from './frame.js';
import { Icon, Mark } from './icons.js';
import { html, useMemo, useRef, useState } from './lib.js';
import { Modal } from './notices.js';
import { current } from './store.js';
import { bestMatches } from './match.js';
import { STATES, stateOf } from './words.js';

const MOST_SHOWN = 12;

/** The palette, open. */
export function Palette() {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef(null);
  const commands = useMemo(() => allCommands(current()), []);
  const found = bestMatches(commands, text, MOST_SHOWN);
  const chosen = Math.min(at, found.length - 1);
  const run = (command) => {
    openOverlay(null);
    command?.run();
  };
  const keys = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) {
      event.preventDefault();
      setAt((chosen + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(found[chosen]);
    }
  };
  const type = (event) => {
    setText(event.target.value);
    setAt(0);
  };
  return html`<${Modal} title="Search or run a command" onClose=${() => openOverlay(null)} class="palette">
    <div class="palette-box"><${Icon} name="search" />
      <input ref=${input} autofocus role="combobox" aria-expanded="true" aria-controls="palette-list" aria-activedescendant=${found.length > 0 ? `palette-${chosen}` : null}
        aria-label="Search apps and commands" placeholder="App, page or command, such as: stop web" autocomplete="off" spellcheck="false" value=${text} onInput=${type} onKeyDown=${keys} />
    </div>
    <ul id="palette-list" role="listbox" aria-label="Found">
      ${found.map((command, i) => html`<li key=${command.label} id=${`palette-${i}`} role="option" aria-selected=${i === chosen ? 'true' : 'false'} onMouseMove=${() => i !== chosen && setAt(i)} onClick=${() => run(command)}>
        ${command.tone ? html`<span class="state" data-tone=${command.tone}><${Mark} tone=${command.tone} /></span>` : html`<${Icon} name=${command.icon} />`}
        <span class="palette-label">${command.label}</span><span class="muted">${command.hint}</span>
      </li>`)}
    </ul>
    ${found.length === 0 && html`<p class="muted palette-empty">Nothing is called “${text}”.</p>`}
  </${Modal}>`;
}

function allCommands({ apps, session }) {
  const role = session?.role;
  const commands = placesFor(role).map(({ page, label, key }) => ({ label: `Go to ${label}`, icon: page, hint: `g ${key}`, run: () => (location.hash = `#/${page}`) }));
  if (role === 'admin' && session.allow_create) commands.push({ label: 'New app', icon: 'add', hint: 'from a form', run: () => openOverlay('create') });
  if (role === 'admin') commands.push({ label: 'Reload definitions', icon: 'reload', hint: 'shows the plan first', run: () => openOverlay('reload') });
  for (const theme of ['light', 'dark', 'auto']) commands.push({ label: `Colours: ${theme}`, icon: 'auto', hint: '', run: () => chooseTheme(theme) });
  commands.push({ label: 'Show the keys', icon: 'keys', hint: '?', run: () => openOverlay('keys') });
  commands.push({ label: 'Log out', icon: 'exit', hint: '', run: () => logOut() });
  for (const app of apps.values()) {
    const name = app.application;
    const { label, tone } = STATES[stateOf(app)];
    commands.push({ label: name, tone, hint: label, first: true, run: () => (location.hash = `#/app/${encodeURIComponent(name)}`) });
    for (const verb of verbsFor(app, role)) commands.push({ label: `${verbLabel(verb, app)} ${name}`, icon: verb, hint: '', run: () => act(verb, app) });
    if (may('logs', role)) commands.push({ label: `Logs of ${name}`, icon: 'logs', hint: '', run: () => (location.hash = `#/logs/${encodeURIComponent(name)}`) });
  }
  return commands;
}
