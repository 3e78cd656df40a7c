// The frame of all pages: tabs with an address each, and the search for an item.
import { React, h, router } from './shared.js';
import { Guarded } from './faults.js';
import { connectors } from './jolokia.js';
import { CONNECTOR, PATH, connectorOf, useAddress, useParameter } from './links.js';
import { Go } from './parts.js';
import { Today } from './today.js';
import { Days } from './days.js';
import { DayReport } from './report.js';
import { DeadLetters } from './dead-letters.js';
import { Item } from './item.js';
import { Flow } from './flow.js';
import { Mapping } from './mapping.js';

const TABS = [
  ['', 'Today', Today],
  ['days', 'Days', Days],
  ['dead-letters', 'Dead letters', DeadLetters],
  ['item', 'Item', Item],
  ['flow', 'Flow', Flow],
  ['mapping', 'Mapping', Mapping],
];

const DARK = 'pf-v5-theme-dark';

export function ArchiverPage() {
  const { pathname, search } = router.useLocation();
  const { names, isChosen } = useConnectors();
  return h('div', { className: `wa ${useDark() ? DARK : ''}` },
    h('div', { className: 'wa-head' },
      h('h1', { className: 'wa-title' }, 'Archiver'),
      names.length > 0 && h(ChooseConnector, { names }),
      h(Tabs),
      h(FindItem)),
    h('div', { className: 'wa-body' },
      isChosen && h(Guarded, { key: `${connectorOf(search) ?? ''} ${pathname}` }, h(router.Routes, null,
        TABS.map(([page, , component]) => h(router.Route, { key: page, path: page, element: h(component) })),
        h(router.Route, { path: 'days/:day', element: h(DayReport) }),
        h(router.Route, { path: '*', element: h('p', null, 'There is no such page. ', h(Go, null, 'Open Today')) })))));
}

/** The connectors of the process, and whether the address has one of them where there are several; the first, if it has none. */
function useConnectors() {
  const { search } = router.useLocation();
  const toConnector = useToConnector();
  const [names, setNames] = React.useState();
  // without an answer the pages say what is wrong
  React.useEffect(() => void connectors().catch(() => []).then(setNames), []);
  const isChosen = names !== undefined && (names.length === 0 || names.includes(connectorOf(search)));
  React.useEffect(() => {
    if (names !== undefined && !isChosen) {
      toConnector(names[0], { replace: true });
    }
  }, [names, isChosen]);
  return { names: names ?? [], isChosen };
}

/** A function that opens the same page of another connector. */
function useToConnector() {
  const navigate = router.useNavigate();
  const { pathname, search } = router.useLocation();
  return (name, options) => {
    const query = new URLSearchParams(search);
    query.set(CONNECTOR, name);
    navigate({ pathname, search: `?${query}` }, options);
  };
}

function ChooseConnector({ names }) {
  const { search } = router.useLocation();
  const toConnector = useToConnector();
  return h('select', {
    className: 'wa-field', 'aria-label': 'Connector', value: connectorOf(search) ?? '', onChange: event => toConnector(event.target.value),
  }, names.map(name => h('option', { key: name, value: name }, name)));
}

function Tabs() {
  const { pathname } = router.useLocation();
  const isAt = page => page === '' ? pathname.replace(/\/$/, '') === PATH : pathname.startsWith(`${PATH}/${page}`);
  return h('nav', { className: 'wa-tabs', 'aria-label': 'Archiver' },
    h('ul', null, TABS.map(([page, title]) => h('li', { key: page },
      h(Go, { to: page, 'aria-current': isAt(page) ? 'page' : undefined }, title)))));
}

/** From every page to the story of an item. */
function FindItem() {
  const navigate = router.useNavigate();
  const address = useAddress();
  const given = useParameter('id');
  const [id, setId] = React.useState(given);
  React.useEffect(() => setId(given), [given]);
  const onSubmit = event => {
    event.preventDefault();
    navigate(address('item', { id: id.trim() }));
  };
  return h('form', { className: 'wa-find', role: 'search', 'aria-label': 'Item', onSubmit },
    h('input', {
      className: 'wa-field', type: 'search', placeholder: 'Item id', 'aria-label': 'Item id', spellCheck: false, autoComplete: 'off',
      value: id, onChange: event => setId(event.target.value),
    }),
    h('button', { className: 'pf-v5-c-button pf-m-control pf-m-small', type: 'submit' }, 'Find'));
}

/** Dark where Hawtio is, or where the browser asks for it. */
function useDark() {
  const [isDark, setDark] = React.useState(false);
  React.useEffect(() => {
    const asked = matchMedia('(prefers-color-scheme: dark)');
    const root = document.documentElement;
    const look = () => setDark(asked.matches || root.classList.contains(DARK));
    const observer = new MutationObserver(look);
    observer.observe(root, { attributeFilter: ['class'] });
    asked.addEventListener('change', look);
    look();
    return () => {
      observer.disconnect();
      asked.removeEventListener('change', look);
    };
  }, []);
  return isDark;
}
