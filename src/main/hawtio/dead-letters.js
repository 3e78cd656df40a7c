// Dead letters: the reasons with what to do, and the open ones to select, replay or discard.
import { React, h } from './shared.js';
import { askJson, call, read } from './jolokia.js';
import { useAction } from './actions.js';
import { useParameter } from './links.js';
import { Line } from './marks.js';
import { Button, Card, Go, ItemLink, Loaded, Table, When } from './parts.js';
import { usePolled } from './polling.js';
import { count, number } from './text.js';

const EVERY = 2000;
const PAGE = 100;

export function DeadLetters() {
  const reason = useParameter('reason');
  const [after, setAfter] = React.useState('');
  const guide = usePolled(() => askJson(read('DeadLetters', 'Guide')), EVERY);
  const open = openOf(guide.data, reason);
  // the list is read again only when the number of open ones changes: it costs the archiver a read of each
  const list = usePolled(() => askJson(call('DeadLetters', 'list', reason, after, PAGE)), 0, `${reason} ${after} ${open}`);
  const [chosen, setChosen] = React.useState(new Set());
  React.useEffect(() => setAfter(''), [reason]);
  React.useEffect(() => setChosen(new Set()), [reason, after]);
  const action = useAction(() => {
    setChosen(new Set());
    guide.reload();
    list.reload();
  });
  return h('div', { className: 'wa-page' },
    h(Loaded, { source: guide }, ({ reasons = [] }) => [
      h('div', { key: 'action' }, action.view),
      h(Reasons, { key: 'reasons', reasons, reason, action }),
      h(Letters, { key: 'letters', list, reason, reasons, chosen, setChosen, action, after, setAfter }),
    ]));
}

const openOf = (guide, reason) =>
  (guide?.reasons ?? []).filter(each => !reason || each.reason === reason).reduce((sum, each) => sum + each.open, 0);

/** The reasons with open dead letters, and the others on demand. */
function Reasons({ reasons, reason, action }) {
  const open = reasons.filter(each => each.open > 0).sort((a, b) => b.open - a.open);
  const others = reasons.filter(each => !(each.open > 0));
  const total = open.reduce((sum, each) => sum + each.open, 0);
  return h(Card, {
    title: total > 0 ? `${count(total, 'open dead letter')} by reason` : 'Dead letters',
    side: open.length > 1 && h(Replay, { action, proposal: replayAll('', total) }, `Replay all ${number(total)}`),
  },
  total === 0 && h(Line, { level: 'ok' }, 'No dead letter is open.'),
  open.length > 0 && h(Table, { label: 'Reasons', rows: open, keyOf: each => each.reason, columns: columns(reason, action) }),
  h('details', null, h('summary', null, `The other ${count(others.length, 'reason')}`),
    h(Table, { label: 'Other reasons', rows: others, keyOf: each => each.reason, columns: GUIDE, empty: 'There are none.' })));
}

const GUIDE = [
  ['Reason', each => each.reason],
  ['Meaning', each => each.meaning ?? '–'],
  ['Who acts', each => each.who ?? '–'],
  ['What to do, then replay', each => each.action ?? 'Read the hint of each; it is of the route that parks them.'],
];

const columns = (reason, action) => [
  ['Reason', each => h(ReasonLink, { reason: each.reason, isChosen: each.reason === reason })],
  ['Open', each => number(each.open), true],
  ...GUIDE.slice(1),
  ['Action', each => h(Replay, { action, proposal: replayAll(each.reason, each.open) }, `Replay ${number(each.open)}`)],
];

const ReasonLink = ({ reason, isChosen }) =>
  h(Go, { to: 'dead-letters', with: { reason }, 'aria-current': isChosen ? 'true' : undefined }, reason);

const Replay = ({ action, proposal, children, ...rest }) =>
  h(Button, { disabled: action.isBusy, onClick: () => action.propose(proposal), ...rest }, children);

const replayAll = (reason, open) => ({
  title: reason ? `Replay ${reason}` : 'Replay all', yes: `Replay ${number(open)}`,
  text: `The archiver tries ${count(open, 'dead letter')}${reason ? ` with the reason ${reason}` : ''} again. `
    + 'An item that succeeds is imported once and its dead letter is closed; one that fails again stays open.',
  request: () => call('DeadLetters', 'replay', reason),
});

const replaySome = names => ({
  title: 'Replay selected', yes: `Replay ${number(names.length)}`,
  text: `The archiver tries ${count(names.length, 'selected dead letter')} again. `
    + 'An item that succeeds is imported once and its dead letter is closed; one that fails again stays open.',
  request: () => call('DeadLetters', 'replaySelected', names.join(',')),
});

const discard = names => ({
  title: 'Discard selected', yes: `Discard ${number(names.length)}`, danger: true, why: 'Why (stays in the ledger)',
  text: `${count(names.length, 'item or delivery', 'items or deliveries')} will not be imported. The originals stay stored. `
    + 'The ledger records the decision with the user and the reason; the user is jmx where the agent has no login.',
  request: why => call('DeadLetters', 'discard', names.join(','), why),
});

function Letters({ list, reason, reasons, chosen, setChosen, action, after, setAfter }) {
  const guide = new Map(reasons.map(each => [each.reason, each]));
  const title = reason ? `Open with the reason ${reason}` : 'Open, all reasons';
  return h(Card, { title, side: reason && h(Go, { to: 'dead-letters' }, 'Show all reasons') },
    h(Loaded, { source: list }, ({ deadLetters = [], next }) => {
      const names = deadLetters.map(each => each.name);
      const selected = names.filter(name => chosen.has(name));
      return [
        names.length > 0 && h(Selected, { key: 'buttons', names: selected, action }),
        h(Table, {
          key: 'table', label: 'Open dead letters', rows: deadLetters, keyOf: each => each.name,
          columns: letterColumns(names, guide, chosen, setChosen), empty: 'None is open.',
        }),
        (after || next) && h('div', { key: 'pages', className: 'wa-buttons' },
          after && h(Button, { onClick: () => setAfter('') }, 'First page'),
          next && h(Button, { onClick: () => setAfter(next) }, `Next ${PAGE}`)),
      ];
    }));
}

const Selected = ({ names, action }) => h('div', { className: 'wa-buttons' },
  [['primary', 'Replay selected', replaySome], ['secondary', 'Discard selected', discard]].map(([kind, title, proposal]) =>
    h(Button, {
      key: title, kind, disabled: names.length === 0 || action.isBusy, onClick: () => action.propose(proposal(names)),
    }, `${title} (${names.length})`)));

/** What the table of reasons does not say already. */
function Detail({ letter: { detail, hint }, of: known = {} }) {
  return h('div', null,
    detail && detail !== known.meaning ? detail : '–',
    hint && hint !== known.action && h('div', { className: 'wa-quiet' }, hint));
}

function letterColumns(names, guide, chosen, setChosen) {
  const all = names.length > 0 && names.every(name => chosen.has(name));
  const toggle = (some, isOn) => {
    const next = new Set(chosen);
    some.forEach(name => isOn ? next.add(name) : next.delete(name));
    setChosen(next);
  };
  const box = (label, checked, some) =>
    h('input', { type: 'checkbox', 'aria-label': label, checked, onChange: event => toggle(some, event.target.checked) });
  return [
    [box('Select all on this page', all, names), each => box(`Select ${each.item}`, chosen.has(each.name), [each.name])],
    ['Item', each => h(ItemLink, { id: each.item })],
    ['Reason', each => each.reason],
    ['Detail', each => h(Detail, { letter: each, of: guide.get(each.reason) })],
    ['Mailbox', each => each.mailbox ?? '–'],
    ['Parked', each => h(When, { time: each.parkedAt })],
  ];
}
