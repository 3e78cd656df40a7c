// Item: the story of an item, as the command `item` tells it. Never its content.
import { h } from './shared.js';
import { Fault, askAll, call, parsed, read } from './jolokia.js';
import { useParameter } from './links.js';
import { ITEMS, Mark, State } from './marks.js';
import { Button, Card, Facts, Go, Loaded, Table, When } from './parts.js';
import { usePolled } from './polling.js';
import { bytes, capital, count, number, readable, words } from './text.js';

export function Item() {
  const id = useParameter('id');
  const source = usePolled(() => id ? load(id) : { items: [] }, 0, id);
  if (!id) {
    return h('p', { className: 'wa-page' },
      'Enter the id of an item above: the id of the source, such as that of a dead letter, a report or the log.');
  }
  return h('div', { className: 'wa-page' },
    h(Loaded, { source }, ({ items = [], text, reasons }) => items.length === 0
      ? h('div', { className: 'wa-note wa-edge-none', role: 'status' }, h(Mark, { level: 'none' }),
        h('span', null, text ?? 'The ledger has no item and no message with this id. Check the id; the source may not have listed it yet.'))
      : items.map(item => h(Story, { key: item.id, item, reasons, reload: source.reload }))));
}

/** The story, and the meaning of the reasons in it; without them where the archiver has none. */
async function load(id) {
  const [story, guide] = (await askAll(call('ItemStory', 'story', id), read('DeadLetters', 'Guide'))).map(parsed);
  if (story instanceof Fault) {
    throw story;
  }
  const reasons = new Map((guide.reasons ?? []).map(each => [each.reason, each]));
  return { ...story, reasons };
}

const levelOf = status => ({ level: ITEMS[status] ?? 'none', word: words(status) });

function Story({ item, reasons, reload }) {
  const { deadLetters = [], originals = [], events = [] } = item;
  const open = deadLetters.filter(each => !each.end);
  const ended = deadLetters.filter(each => each.end);
  return [
    h('div', { key: 'head', className: 'wa-card-head wa-subject' },
      h('h2', { className: 'wa-headline' }, 'Item ', h('code', null, item.id)),
      h(Button, { onClick: reload }, 'Load again')),
    h('div', { key: 'banner', className: `wa-banner wa-edge-${levelOf(item.status).level}` },
      h(Mark, { ...levelOf(item.status), large: true }),
      h('div', null, h('p', { className: 'wa-headline' }, sentence(item, open)),
        open.map((each, index) => h(Obstacle, { key: index, letter: each, guide: reasons?.get(label(each.reason)) })))),
    originals.length === 0 && h('p', { key: 'none', className: 'wa-quiet' }, 'No original is stored.'),
    originals.map(original => h(Original, { key: original.name, original, reasons })),
    ended.length > 0 && h(Card, { key: 'ended', title: 'Closed dead letters' },
      h(Table, { label: 'Closed dead letters', rows: ended, columns: ENDED })),
    h(Card, { key: 'events', title: 'Events' },
      h(Table, { label: 'Events', rows: events, columns: EVENTS, empty: 'The ledger has none.' })),
  ];
}

/** A stored reason is in upper case. */
const label = reason => String(reason ?? '').toLowerCase().replace(/_/g, '-');

function sentence({ status, originals = [] }, open) {
  const deliveries = originals.flatMap(original => original.deliveries ?? []);
  const imported = deliveries.filter(each => each.status === 'imported' || each.status === 'partially-imported').length;
  const done = deliveries.length > 0 ? ` (${number(imported)} of ${count(deliveries.length, 'mailbox', 'mailboxes')})` : '';
  const waiting = open.length > 0 ? `: ${count(open.length, 'dead letter waits', 'dead letters wait')} for an operator` : '';
  const texts = {
    imported: `Imported into each of its mailboxes${done}`,
    'partially-imported': `Imported without the attachments over the size limit${done}`,
    pending: `Not finished: work is open${done}`,
    skipped: 'Stored and not imported, as a rule of the routes says',
    failed: `Not imported${done}${waiting}`,
  };
  return texts[status] ?? capital(words(status));
}

const Obstacle = ({ letter, guide }) => h('div', { className: 'wa-todo' },
  h('p', null, h('strong', null, label(letter.reason)),
    letter.address || letter.mailbox ? `, mailbox ${letter.address ?? letter.mailbox}` : '', ': ', letter.detail ?? guide?.meaning,
    '. Since ', h(When, { time: letter.openedAt, exact: true }), '.'),
  guide?.action && h('p', null, `What to do (${guide.who ?? 'operator'}): ${guide.action}. `,
    h(Go, { to: 'dead-letters', with: { reason: label(letter.reason) } }, 'Then replay it from the dead letters')));

const FINDINGS = {
  'as-recorded': { level: 'ok', word: 'as it was fetched' },
  differs: { level: 'bad', word: 'differs from the fetched one' },
  missing: { level: 'bad', word: 'missing' },
};

function Original({ original, reasons }) {
  const { plan, deliveries = [] } = original;
  return h(Card, { title: 'Mailboxes and original' },
    h(Table, { label: 'Mailboxes', rows: deliveries, columns: deliveryColumns(reasons), empty: noMailbox(plan) }),
    h(Facts, { rows: [
      ['Original', h('code', null, original.name)],
      ['State', h(State, FINDINGS[original.finding] ?? { level: 'none', word: words(original.finding) })],
      ['Archived at the source', original.archivedAt && h(When, { time: original.archivedAt, exact: true })],
      ['Type', original.type],
      ['Size', bytes(original.size)],
      ['SHA-256', original.sha256 && h('code', null, original.sha256)],
      ['Planned', plan?.at && h(When, { time: plan.at, exact: true })],
      ['Mapping version', plan?.mapping && h('code', null, plan.mapping)],
      ['Left out', plan?.leftOut?.length > 0 && `${count(plan.leftOut.length, 'attachment')} over the size limit`],
      ['Failed attempts', plan?.failures > 0 && number(plan.failures)],
      ['Closed', plan?.closedAt && h(When, { time: plan.closedAt, exact: true })],
    ].map(([term, value]) => [term, value || undefined]) }));
}

function noMailbox(plan) {
  if (!plan) {
    return 'No mailbox is planned yet.';
  }
  return plan.outcome ? `No mailbox: ${words(plan.outcome)}.` : 'No mailbox.';
}

function reasonText(reason, reasons) {
  const meaning = reasons?.get(label(reason))?.meaning;
  return reason ? `${label(reason)}${meaning ? `: ${meaning}` : ''}` : '–';
}

const deliveryColumns = reasons => [
  ['Mailbox', each => each.address ?? h('code', null, each.mailbox)],
  ['State', each => h(State, levelOf(each.status))],
  ['Reason', each => reasonText(each.reason, reasons)],
  ['Found by', each => words(each.rule)],
  ['Failed attempts', each => number(each.failures), true],
  ['Message in Exchange', each => each.message ? h('code', { className: 'wa-cut', title: each.message }, each.message) : '–'],
];

const EVENTS = [
  ['Time', event => h(When, { time: event.at, exact: true })],
  ['Event', event => event.what],
  ['What happened', event => readable(event.text)],
];

const ENDED = [
  ['Reason', each => label(each.reason)],
  ['Mailbox', each => each.address ?? each.mailbox ?? '–'],
  ['Opened', each => h(When, { time: each.openedAt, exact: true })],
  ['Ended', each => h('span', null, `${each.end} `, h(When, { time: each.endedAt, exact: true }))],
  ['By', each => each.by ?? '–'],
];
