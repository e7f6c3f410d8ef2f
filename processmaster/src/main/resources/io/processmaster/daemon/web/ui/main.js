// The frame of the console: where to go, who is here, and the page that is chosen.
import { CreateDialog } from './create.js';
import { Footer, LinkBar, Nav } from './frame.js';
import { installKeys, KeysDialog } from './keys.js';
import { html, render, useEffect, useState } from './lib.js';
import { connect } from './live.js';
import { Notices, Question } from './notices.js';
import { Palette } from './palette.js';
import { AppPage } from './page-app.js';
import { AppsPage, JobsPage } from './page-apps.js';
import { AdminPage } from './page-admin.js';
import { EventsPage } from './page-events.js';
import { LogsPage } from './page-logs.js';
import { ReloadDialog } from './reload.js';
import { session } from './api.js';
import { useStore } from './store.js';

const PAGES = {
  apps: { title: () => 'Apps', page: AppsPage },
  jobs: { title: () => 'Jobs', page: JobsPage },
  app: { title: ([name]) => name, page: AppPage },
  logs: { title: ([name]) => (name ? `Logs of ${name}` : 'Logs'), page: LogsPage },
  events: { title: () => 'Events', page: EventsPage },
  admin: { title: () => 'Admin actions', page: AdminPage },
};

function route() {
  const [page, ...rest] = location.hash.replace(/^#\/?/, '').split('/');
  const args = rest.map(decode);
  return PAGES[page] ? { page, args } : { page: 'apps', args: [] };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function Console() {
  const [{ page, args }, go] = useState(route);
  const host = useStore((state) => state.system?.hostname);
  const overlay = useStore((state) => state.overlay);
  useEffect(() => {
    const turned = () => {
      go(route());
      document.querySelector('main')?.focus({ preventScroll: true });
    };
    addEventListener('hashchange', turned);
    return () => removeEventListener('hashchange', turned);
  }, []);
  const { title, page: Page } = PAGES[page];
  useEffect(() => {
    document.title = [title(args), host, 'ProcessMaster'].filter(Boolean).join(' · ');
  });
  return html`<a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); document.querySelector('main').focus(); }}>Skip to the content</a>
    <div class="frame">
      <${Nav} page=${page} args=${args} />
      <div class="content">
        <${LinkBar} />
        <main id="main" tabindex="-1"><${Page} key=${page === 'app' || page === 'logs' ? args[0] : page} args=${args} /></main>
      </div>
      <${Footer} />
    </div>
    ${overlay === 'palette' && html`<${Palette} />`}
    ${overlay === 'keys' && html`<${KeysDialog} />`}
    ${overlay === 'create' && html`<${CreateDialog} />`}
    ${overlay === 'reload' && html`<${ReloadDialog} />`}
    <${Question} />
    <${Notices} />`;
}

const root = document.getElementById('root');
root.textContent = '';
render(html`<${Console} />`, root);
installKeys();
session().catch(() => {});
connect();
