// Days: one row a day; the day leads to its report.
import { React, h } from './shared.js';
import { askJson, call } from './jolokia.js';
import { State, dayState } from './marks.js';
import { Card, Go, Loaded, Table } from './parts.js';
import { usePolled } from './polling.js';
import { number, weekday } from './text.js';

const EVERY = 10_000;
const RANGES = [30, 90, 365];

const amount = (title, key) => [title, day => h('span', { className: day[key] ? undefined : 'wa-quiet' }, number(day[key])), true];
const COLUMNS = [
  ['Day (UTC)', day => h(Go, { to: `days/${day.day}` }, `${day.day}, ${weekday(day.day).split(/[ ,]/)[0]}`)],
  ['State', day => h(State, dayState(day))],
  amount('Items', 'items'),
  amount('Imported', 'imported'),
  amount('Partially', 'partiallyImported'),
  amount('Skipped', 'skipped'),
  amount('Failed', 'failed'),
  amount('Pending', 'pending'),
  amount('Parked now', 'parked'),
  ['Report', day => day.report ? 'stored' : 'not yet'],
];

export function Days() {
  const [range, setRange] = React.useState(RANGES[0]);
  const source = usePolled(() => askJson(call('Days', 'list', range)), EVERY, range);
  const choice = h('label', null, 'Show ', h('select', {
    className: 'wa-field wa-short', value: range, onChange: event => setRange(Number(event.target.value)),
  }, RANGES.map(days => h('option', { key: days, value: days }, `${days} days`))));
  return h('div', { className: 'wa-page' },
    h(Card, { title: 'Days', side: choice },
      h(Loaded, { source }, ({ days = [] }) =>
        h(Table, { label: 'Days', columns: COLUMNS, rows: days, keyOf: day => day.day, empty: 'Nothing was collected on these days.' }))));
}
