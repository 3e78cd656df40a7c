// The report of one day, from the same document as the command `report --json`.
import { h, router } from './shared.js';
import { askJson, call } from './jolokia.js';
import { Mark, State, VERDICTS } from './marks.js';
import { Button, Card, Facts, Go, ItemLink, Loaded, Table, When } from './parts.js';
import { usePolled } from './polling.js';
import { capital, count, dayText, number, rangeText, words } from './text.js';

const MOST_ROWS = 500;

export function DayReport() {
  const { day } = router.useParams();
  const source = usePolled(() => askJson(call('Days', 'report', day)), 0, day);
  return h('div', { className: 'wa-page' },
    h('div', { className: 'wa-card-head wa-subject' },
      h('h2', { className: 'wa-headline' }, `Report of ${dayText(day)}`),
      h('div', { className: 'wa-buttons' },
        h(Go, { to: `days/${shift(day, -1)}` }, '‹ Day before'),
        h(Go, { to: `days/${shift(day, 1)}` }, 'Day after ›'),
        h(Button, { onClick: () => window.print() }, 'Print'))),
    h(Loaded, { source }, report => report.heading || report.source || report.controlTotal
      ? h(Report, { report }) : h('p', null, report.text ?? 'There is no report of this day.')));
}

function shift(day, by) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return Number.isNaN(date.getTime()) ? day : date.toISOString().slice(0, 10);
}

function Report({ report }) {
  return [
    h(Equations, { key: 'equations', report }),
    h('div', { key: 'numbers', className: 'wa-columns' }, h(Listing, { report }), h(Results, { report }), h(Evidence, { report })),
    h(Incomplete, { key: 'incomplete', windows: report.source?.incomplete }),
    h(Rows, { key: 'failures', title: 'Failures', rows: report.failures, empty: 'Nothing failed and nothing is parked.' }),
    report.doubles?.length > 0 && h(Rows, { key: 'doubles', title: 'Imported twice: look at these mailboxes', rows: report.doubles }),
    report.fallbacks?.length > 0 && h(Rows, { key: 'fallbacks', title: 'Imported into the fallback mailbox', rows: report.fallbacks }),
    h(Rows, {
      key: 'unmapped', title: 'Participants without a mailbox', rows: report.unmappedParticipants,
      empty: 'Every participant has a mailbox.',
    }),
    report.unaccounted?.length > 0 && h(Card, { key: 'unaccounted', title: 'Items that do not add up' },
      h('ul', { className: 'wa-plain' }, report.unaccounted.map(id => h('li', { key: id }, h(ItemLink, { id }))))),
    h(Silence, { key: 'silence', silence: report.silence }),
    h(Moments, { key: 'moments', timeline: report.timeline }),
  ];
}

const verdictOf = equation => VERDICTS[equation.verdict] ?? { level: 'none', word: words(equation.verdict) };

function Equations({ report }) {
  const all = [['Control total', report.controlTotal], ['Deliveries', report.fanOut], ['Content hashes', report.contentHashes]];
  return h(Card, { title: 'Does it add up?' }, h('ul', { className: 'wa-equations wa-beside' },
    all.filter(([, equation]) => equation).map(([title, equation]) => h('li', { key: title },
      h(Mark, verdictOf(equation)),
      h('div', null, h('strong', null, `${title}: ${verdictOf(equation).word}`), h('div', null, equation.text))))));
}

const amounts = map => Object.entries(map ?? {}).map(([reason, value]) => [`– ${reason}`, number(value)]);

const windows = ({ windows: all, incompleteWindows }) =>
  incompleteWindows > 0 ? `${number(all)}, ${number(incompleteWindows)} of them incomplete` : number(all);

const Listing = ({ report: { source = {} } }) => h(Card, { title: 'From the source' }, h(Facts, { rows: [
  ['Available', number(source.distinct ?? source.available)],
  ['Number given by the source', source.controlTotal === null ? 'none' : number(source.controlTotal)],
  ['Originals stored', number(source.staged)],
  ['Stored before', number(source.seenBefore)],
  ['Parked at the source', number(Object.values(source.parked ?? {}).reduce((a, b) => a + b, 0))],
  ...amounts(source.parked),
  ['Windows', windows(source)],
] }));

const importRows = imports => [
  ['Deliveries', number(imports.available)],
  ['Imported', number(imports.imported)],
  ['Partially imported', number(imports.partiallyImported)],
  ['Skipped', number(imports.skipped)],
  ...amounts(imports.skippedByReason),
  ['Failed', number(imports.failed)],
  ['Pending', number(imports.pending)],
];

const Results = ({ report: { imports = {}, earlier } }) => h(Card, { title: 'Into the mailboxes' },
  h(Facts, { rows: importRows(imports) }),
  earlier?.available > 0 && [h('h3', { key: 'title' }, 'Of items of earlier days'), h(Facts, { key: 'facts', rows: importRows(earlier) })]);

const Evidence = ({ report }) => h(Card, { title: 'Evidence' },
  report.ledger && h('p', null, h(State, VERDICTS[report.ledger.verdict] ?? VERDICTS.UNDECIDED), ': the ledger, ',
    `${count(report.ledger.lines, 'line')} in ${count(report.ledger.files, 'file')}`),
  report.ledger?.faults?.length > 0 && h('ul', null, report.ledger.faults.map((fault, index) =>
    h('li', { key: index }, `${fault.file}${fault.line ? `:${fault.line}` : ''}: ${words(fault.kind)}`))),
  h(Facts, { rows: [
    ['Connector', report.connector],
    ['Made', report.made && h(When, { time: report.made })],
    ['Last result', report.timeline?.lastResult && h(When, { time: report.timeline.lastResult })],
    ['Encrypted items decrypted', report.encrypted && number(report.encrypted.decrypted)],
    ['Encrypted items partly decrypted', report.encrypted && number(report.encrypted.partly)],
    ['Encrypted items not decrypted', report.encrypted && number(report.encrypted.not)],
    ['Copies made', report.copies && number(report.copies.made)],
    ['Copies waiting', report.copies && number(report.copies.waiting)],
  ] }));

const ROW = [
  ['Item', row => h(ItemLink, { id: row.item })],
  ['Participant', row => row.participant ?? '–'],
  ['Mailbox', row => row.mailbox ? h('code', null, row.mailbox) : '–'],
  ['Reason', row => row.reason],
];

function Rows({ title, rows = [], empty }) {
  const more = rows.length - MOST_ROWS;
  return h(Card, { title: rows.length > 0 ? `${title}: ${number(rows.length)}` : title },
    h(Table, { label: title, columns: ROW, rows: rows.slice(0, MOST_ROWS), empty }),
    more > 0 && h('p', null, `And ${number(more)} more, which the command report lists.`));
}

const Incomplete = ({ windows = [] }) => windows.length === 0 ? null
  : h(Card, { title: 'Not listed completely' }, h('ul', { className: 'wa-plain' }, windows.map((window, index) =>
    h('li', { key: index }, `${rangeText(window.from, window.to)}: ${window.reason}`))));

function Silence({ silence }) {
  if (!silence || (silence.silent === 0 && silence.days.length === 0)) {
    return null;
  }
  return h(Card, { title: 'Missing items' },
    h('ul', { className: 'wa-plain' }, silence.days.map(each =>
      h('li', { key: each.day }, `${dayText(each.day)}: ${words(each.verdict)}, ${count(each.items, 'item')}`,
        each.usual === undefined ? '' : `, usually ${number(each.usual)}`))),
    h(Table, {
      label: 'Mailboxes without their regular items', rows: silence.mailboxes ?? [], keyOf: each => each.mailbox,
      empty: 'No mailbox is silent.',
      columns: [
        ['Mailbox', each => h('code', null, each.mailbox)], ['Last item', each => dayText(each.lastActive)],
        ['Days since', each => number(each.days), true], ['Usual gap (days)', each => number(each.usualGap), true],
      ],
    }));
}

const EVENTS = [
  ['Time', moment => h(When, { time: moment.at, exact: true })],
  ['Event', moment => capital(words(moment.event))],
  ['Range', moment => moment.from ? rangeText(moment.from, moment.to) : '–'],
  ['Listed', moment => number(moment.listed), true],
  ['Source counts', moment => number(moment.total), true],
  ['Run', moment => moment.run ? h('code', null, moment.run) : '–'],
];

const Moments = ({ timeline }) => h(Card, { title: 'Course of the day' },
  h(Table, { label: 'Course of the day', columns: EVENTS, rows: timeline?.moments ?? [], empty: 'The report has no times.' }),
  timeline?.more > 0 && h('p', null, `And ${number(timeline.more)} more.`));
