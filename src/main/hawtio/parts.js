// Parts that several pages use.
import { React, h, router } from './shared.js';
import { useAddress } from './links.js';
import { NoData, Stale } from './faults.js';
import { exactText, localText, timeText } from './text.js';

/** A titled part of a page. */
export function Card({ title, side, className = '', children }) {
  const id = React.useId();
  return h('section', { className: `wa-card ${className}`, 'aria-labelledby': id },
    h('div', { className: 'wa-card-head' }, h('h2', { id }, title), side),
    children);
}

/** A time in UTC, and the time of the reader's clock; `exact` = with year and seconds. */
export function When({ time, exact }) {
  const local = localText(time);
  return time
    ? h('time', { dateTime: time },
      h('span', { className: 'wa-nowrap' }, exact ? exactText(time) : timeText(time)),
      local && h('span', { className: 'wa-local' }, ` (${local})`))
    : '–';
}

/** A link to a page of ours. */
export function Go({ to = '', with: parameters, children, ...rest }) {
  const address = useAddress();
  return h(router.Link, { to: address(to, parameters), ...rest }, children);
}

/** An id of more characters may be broken into lines. */
const SHORT_ID = 24;

export const ItemLink = ({ id }) =>
  h(Go, { to: 'item', with: { id }, className: `wa-code${id?.length <= SHORT_ID ? ' wa-nowrap' : ''}` }, id);

export const Button = ({ kind = 'secondary', children, ...rest }) =>
  h('button', { type: 'button', className: `pf-v5-c-button pf-m-${kind} pf-m-small`, ...rest }, children);

/** Terms and their values. */
export const Facts = ({ rows }) => h('dl', { className: 'wa-facts' },
  rows.filter(([, value]) => value !== undefined && value !== null && value !== '').map(([term, value]) =>
    h('div', { key: term }, h('dt', null, term), h('dd', null, value))));

/**
 * A table that becomes a list of cards on a narrow screen.
 *
 * @param columns [title, value of a row, whether it is a number]
 * @param keyOf for rows that come and go
 */
export const Table = ({ label, columns, rows, keyOf = (_, index) => index, empty }) => rows.length === 0
  ? h('p', { className: 'wa-quiet' }, empty)
  // styles for narrow screens take the roles from a table: here they are named
  : h('table', { className: 'wa-table', 'aria-label': label, role: 'table' },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, columns.map(column => h(Head, { key: titleOf(column), column })))),
    h('tbody', { role: 'rowgroup' }, rows.map((row, index) => h('tr', { key: keyOf(row, index), role: 'row' },
      columns.map(column => h(Cell, { key: titleOf(column), column, row }))))));

const titleOf = ([title]) => typeof title === 'string' ? title : '';
const alignment = ([, , isNumber]) => isNumber ? 'wa-number' : undefined;

const Head = ({ column }) => h('th', { scope: 'col', role: 'columnheader', className: alignment(column) }, column[0]);

const Cell = ({ column, row }) =>
  h('td', { role: 'cell', 'data-label': titleOf(column), className: alignment(column) }, column[1](row));

/** The data of a page: a message while there are none, and above them when they are old. */
export function Loaded({ source, children }) {
  return source.data === undefined
    ? h(NoData, { fault: source.fault })
    : h(React.Fragment, null, h(Stale, { fault: source.fault }), children(source.data));
}
