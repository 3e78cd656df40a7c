// Adds the page "Archiver" to Hawtio: first in its menu, and open after the login.
import { hawtio } from './shared.js';
import { ArchiverPage } from './page.js';
import { PATH } from './links.js';

/** Before all plugins of Hawtio, whose orders begin at 0. */
const FIRST = -1;

const STYLE = new URL('archiver.css', import.meta.url);

/** Hawtio calls this once, as the entry of the plugin. */
export function plugin() {
  addStyle();
  hawtio.hawtio.addPlugin({
    id: 'archiver',
    title: 'Archiver',
    path: PATH,
    order: FIRST,
    component: ArchiverPage,
    // also without an archiver: the page says what to do
    isActive: async () => true,
  });
  openFirst();
}

function addStyle() {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = STYLE.href;
  document.head.append(link);
}

/** Hawtio may have opened another page already, if the user asked for none and this plugin arrived late. */
function openFirst() {
  const root = `${hawtio.hawtio.getBasePath() ?? ''}/`;
  const [opened] = performance.getEntriesByType('navigation');
  const asked = opened ? new URL(opened.name).pathname : '';
  const touched = navigator.userActivation?.hasBeenActive ?? true;
  const elsewhere = location.pathname !== root && !location.pathname.endsWith('/login');
  if (asked === root && elsewhere && !touched) {
    history.replaceState(null, '', root.slice(0, -1) + PATH + location.search);
    dispatchEvent(new PopStateEvent('popstate'));
  }
}
