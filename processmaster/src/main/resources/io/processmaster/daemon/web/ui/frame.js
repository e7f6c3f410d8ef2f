// What is around every page: navigation, the host's figures, who is here, and whether the link stands.
import { logOut } from './api.js';
import { bytes, clock, exact, percent } from './format.js';
import { Icon } from './icons.js';
import { html, useState } from './lib.js';
import { reconnectNow } from './live.js';
import { say } from './notices.js';
import { change, useStore } from './store.js';
import { stateOf } from './words.js';

/** The pages in the order of the navigation; role is the least that sees it. */
export const PLACES = [
  { page: 'apps', label: 'Apps', key: 'a' },
  { page: 'jobs', label: 'Jobs', key: 'j' },
  { page: 'logs', label: 'Logs', key: 'l', role: 'operator' },
  { page: 'events', label: 'Events', key: 'e' },
  { page: 'admin', label: 'Admin', key: 'd', role: 'admin' },
];

/** The places that a role may see. */
export function placesFor(role) {
  return PLACES.filter((place) => !place.role || role === 'admin' || role === place.role);
}

/** Opens one of palette, keys, create and reload above the page; null closes it. */
export function openOverlay(overlay) {
  change({ overlay });
}

/** The navigation: a column on a desk, a bar at the bottom of a phone. */
export function Nav({ page, args }) {
  const kind = useStore((state) => state.apps.get(args[0])?.kind);
  const place = page === 'app' ? (kind === 'job' ? 'jobs' : 'apps') : page;
  const role = useStore((state) => state.session?.role);
  const allowCreate = useStore((state) => state.session?.role === 'admin' && state.session.allow_create);
  const troubles = useStore((state) => troublesOf(state.apps, state.appsVersion));
  const host = useStore((state) => state.system?.hostname);
  return html`<nav class="nav" aria-label="Pages">
    <a class="brand" href="#/apps"><img src="/icon.svg" width="22" height="22" alt="ProcessMaster" /><span>${host ?? 'ProcessMaster'}</span></a>
    <button class="palette-button" data-action="palette" aria-keyshortcuts="Control+K" onClick=${() => openOverlay('palette')}><${Icon} name="search" /><span>Search</span><kbd aria-hidden="true">Ctrl K</kbd></button>
    <ul>
      ${placesFor(role).map(({ page: id, label }) => html`<li key=${id}>
        <a href=${`#/${id}`} class="place" data-place=${id} aria-current=${place === id ? 'page' : null}>
          <${Icon} name=${id} /><span>${label}</span>
          ${troubles[id] > 0 && html`<b class="badge" title=${attention(troubles[id])}><span class="unseen">, </span>${troubles[id] > 99 ? '99+' : troubles[id]}<span class="unseen"> ${attention(troubles[id]).replace(/^\S+ /, '')}</span></b>`}
        </a>
      </li>`)}
    </ul>
    ${allowCreate && html`<button class="place" data-action="create" onClick=${() => openOverlay('create')}><${Icon} name="add" /><span>New app</span></button>`}
    ${role === 'admin' && html`<button class="place" data-action="reload" onClick=${() => openOverlay('reload')}><${Icon} name="reload" /><span>Reload definitions</span></button>`}
  </nav>`;
}

function attention(number) {
  return number === 1 ? '1 needs attention' : `${number} need attention`;
}

let troublesKnown = { version: -1, number: {} };
function troublesOf(apps, version) {
  if (troublesKnown.version !== version) {
    const number = { apps: 0, jobs: 0 };
    for (const app of apps.values()) {
      if (['failed', 'waiting', 'unhealthy'].includes(stateOf(app))) number[app.kind === 'job' ? 'jobs' : 'apps']++;
    }
    troublesKnown = { version, number };
  }
  return troublesKnown.number;
}

/** The host's figures, the person, and small switches. */
export function Footer() {
  const system = useStore((state) => state.system);
  const session = useStore((state) => state.session);
  return html`<footer class="footer" aria-label="Host and user">
    <b class="host-name">${system?.hostname ?? 'ProcessMaster'}</b>
    ${system && html`<dl class="host">
      <div><dt>CPU</dt><dd>${percent(system.cpu_percent)}</dd><${Gauge} share=${system.cpu_percent / 100} /></div>
      <div title=${`${bytes(system.memory_used_bytes)} of ${bytes(system.memory_total_bytes)}`}><dt>Memory</dt><dd>${bytes(system.memory_used_bytes)}</dd><${Gauge} share=${system.memory_used_bytes / system.memory_total_bytes} /></div>
      <div><dt>Load</dt><dd>${(system.load_average ?? []).map((load) => load.toFixed(2)).join(' ')}</dd></div>
    </dl>`}
    <div class="who">
      ${session && html`<span class="user" data-user=${session.user} data-role=${session.role}><b>${session.user}</b> <span class="muted">${session.role}</span></span>`}
      <span class="switches">
        <${ThemeSwitch} />
        <button class="icon-button keys-button" aria-label="Keys" title="Keys (?)" onClick=${() => openOverlay('keys')}><${Icon} name="keys" /></button>
        <button class="icon-button" data-action="log-out" aria-label="Log out" title=${session ? `Log out ${session.user}` : 'Log out'} onClick=${() => logOut().catch((refusal) => say('bad', refusal.message))}><${Icon} name="exit" /></button>
      </span>
    </div>
    ${session?.server && html`<p class="build" title=${`Build ${session.server.build_id} on ${session.server.build_host}`}>ProcessMaster ${session.server.version} <span>built ${session.server.build_time.slice(0, 16).replace('T', ' ')}</span></p>`}
  </footer>`;
}

function Gauge({ share }) {
  return html`<span class="gauge" aria-hidden="true" data-high=${share > 0.9}><span style=${{ width: `${Math.min(1, share || 0) * 100}%` }}></span></span>`;
}

const THEMES = { auto: { next: 'light', icon: 'auto', label: 'as the system has it' }, light: { next: 'dark', icon: 'sun', label: 'light' }, dark: { next: 'auto', icon: 'moon', label: 'dark' } };

/** Takes over a choice of colours and remembers it. */
export function chooseTheme(choice) {
  const { dataset } = document.documentElement;
  if (choice === 'auto') delete dataset.theme;
  else dataset.theme = choice;
  try {
    if (choice === 'auto') localStorage.removeItem('pm.theme');
    else localStorage.setItem('pm.theme', choice);
  } catch {
    // Without storage it holds until the page is closed.
  }
  dispatchEvent(new Event('pm-theme'));
}

function ThemeSwitch() {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme ?? 'auto');
  const { next, icon, label } = THEMES[theme];
  const turn = () => {
    chooseTheme(next);
    setTheme(next);
  };
  return html`<button class="icon-button" data-action="theme" aria-label=${`Colours: ${label}; switch to ${THEMES[next].label}`} title=${`Colours: ${label}`} onClick=${turn}><${Icon} name=${icon} /></button>`;
}

/** Says that the link is lost, since when, and that the daemon is another one now. */
export function LinkBar() {
  const link = useStore((state) => state.link);
  const updated = useStore((state) => state.updated);
  if (link.status === 'lost') {
    return html`<div class="link-bar" data-link="lost" role="alert">
      <${Icon} name="alert" /><span>Disconnected. Showing the state of <time title=${exact(link.sinceMs)}>${clock(link.sinceMs, Date.now())}</time>.</span>
      <button class="button" onClick=${reconnectNow}>Try now</button>
    </div>`;
  }
  if (updated) {
    return html`<div class="link-bar" data-link="updated" role="status"><span>The daemon is another version now.</span><button class="button" onClick=${() => location.reload()}>Reload the page</button></div>`;
  }
  return null;
}
