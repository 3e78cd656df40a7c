// Today: whether the night was complete, what is wrong, what goes on now.
import { h } from './shared.js';
import { askJson, call, read } from './jolokia.js';
import { useAction } from './actions.js';
import { DayLegend, DayStrip, HourCurve } from './charts.js';
import { findings } from './findings.js';
import { Line, Mark, VERDICTS } from './marks.js';
import { Button, Card, Facts, Go, Loaded, When } from './parts.js';
import { usePolled } from './polling.js';
import { count, duration, number, rangeText, readable, secondsBetween, words } from './text.js';

const EVERY = 2000;

export function Today() {
  const source = usePolled(() => askJson(read('Today', 'Json')), EVERY);
  const action = useAction(source.reload);
  return h(Loaded, { source }, today => h('div', { className: 'wa-page' },
    h(Headline, { today }),
    action.view,
    h('div', { className: 'wa-columns' },
      h(Now, { today, action }),
      h(LastCollection, { today }),
      h(Waiting, { today })),
    today.days?.length > 0 && h(Days, { days: today.days }),
    h('div', { className: 'wa-columns wa-two' },
      h(Card, { title: 'Last hour, each minute' }, today.throughput?.length > 1
        ? h(HourCurve, { minutes: today.throughput }) : h('p', { className: 'wa-quiet' }, 'Not known yet.')),
      h(Counters, { today })),
    h(Foot, { today })));
}

const Days = ({ days }) => h(Card, { title: `Last ${days.length} days`, side: h(DayLegend, { days }) }, h(DayStrip, { days }));

/** The first thing to see: one sentence, and what to do. */
function Headline({ today }) {
  const [first, ...others] = findings(today);
  return h('div', { className: `wa-banner wa-edge-${first.level}` },
    h(Mark, { level: first.level, large: true }),
    h('div', null,
      h('h2', { className: 'wa-headline' }, first.text),
      h(Todo, first),
      others.length > 0 && h('ul', { className: 'wa-others' }, others.map(each => h('li', { key: each.text },
        h(Mark, { level: each.level }), h('div', null, h('span', null, each.text), h(Todo, each)))))));
}

const Todo = ({ action, since, link }) => action || since || link
  ? h('p', { className: 'wa-todo' }, action, since && h('span', null, action && ' ', 'Since ', h(When, { time: since }), '.'),
    link && h('span', null, ' ', h(Go, link, link.title)))
  : null;

function Now({ today, action }) {
  const { state = {}, collection } = today;
  const isPaused = state.name === 'paused' || state.name === 'pausing';
  const levels = { red: 'bad', paused: 'paused', pausing: 'paused', collecting: 'busy', idle: 'ok' };
  return h(Card, { title: 'Now' },
    h(Line, { level: levels[state.name], strong: true }, readable(state.text) ?? words(state.name)),
    collection && h(Progress, { collection }),
    h(Facts, { rows: [
      ['Paused by', state.by],
      ['Since', state.since && h(When, { time: state.since })],
      ['Next', today.next && h(When, { time: today.next })],
    ] }),
    h('div', { className: 'wa-buttons' },
      h(Button, { onClick: () => action.propose(isPaused ? RESUME : PAUSE) }, isPaused ? 'Resume' : 'Pause'),
      h(Button, { disabled: isPaused || action.isBusy, onClick: () => action.propose(COLLECT) }, 'Collect now')));
}

const COLLECT = {
  title: 'Collect now', yes: 'Collect',
  text: 'The archiver runs the next scheduled collection now: it lists the items since the last one, stores their originals and '
    + 'imports them.',
  request: () => call('Collector', 'collectNow'),
};
const PAUSE = {
  title: 'Pause', yes: 'Pause',
  text: 'No process starts a collection or imports another item until an operator resumes, also after a restart. Current work is '
    + 'completed. An alert reminds of the pause after an hour.',
  request: () => call('Collector', 'pause'),
};
const RESUME = {
  title: 'Resume', yes: 'Resume',
  text: 'Collecting and importing continue in every process. A firing that fell into the pause runs now.',
  request: () => call('Collector', 'resume'),
};

function Progress({ collection }) {
  const { done = 0, known = 0, from, to } = collection;
  return h('div', { className: 'wa-progress' },
    h('progress', { max: Math.max(known, 1), value: done, 'aria-label': `${number(done)} of ${number(known)} items known so far` }),
    h(Facts, { rows: [['Range', rangeText(from, to)]] }));
}

const EQUATIONS = { source: 'Control total', imports: 'Deliveries', contentHashes: 'Content hashes' };

const equationState = ({ holds, verdict = '' }) =>
  VERDICTS[holds === true ? 'HOLDS' : holds === false ? 'BROKEN' : verdict.replace(' ', '_')] ?? VERDICTS.UNDECIDED;

function LastCollection({ today: { last } }) {
  if (!last) {
    return h(Card, { title: 'Last collection' }, h('p', { className: 'wa-quiet' }, 'There was none yet.'));
  }
  const day = last.begun?.slice(0, 10);
  return h(Card, { title: 'Last collection', side: day && h(Go, { to: `days/${day}` }, 'Report of the day') },
    h('ul', { className: 'wa-equations' }, (last.equations ?? []).map(({ name, text, ...result }) => {
      const { level, word } = equationState(result);
      return h('li', { key: name }, h(Mark, { level }),
        h('div', null, h('strong', null, EQUATIONS[name] ?? words(name), ': ', word), h('div', null, text)));
    })),
    !last.equations?.length && h(Line, { level: 'busy' }, 'No report yet'),
    h(Facts, { rows: [
      ['Range', rangeText(last.from, last.to)],
      ['Ended', last.ended && h(When, { time: last.ended })],
      ['Took', last.ended && last.begun && duration(secondsBetween(last.begun, last.ended))],
      ['Run', last.run && h('code', null, last.run)],
    ] }));
}

function Waiting({ today: { pending = {}, parked = {}, silence, copies } }) {
  const reasons = Object.entries(parked.byReason ?? {}).filter(([, open]) => open > 0).sort((a, b) => b[1] - a[1]);
  return h(Card, { title: 'Waiting' },
    h(Line, { level: pending.items > 0 ? 'busy' : 'ok' }, pending.items > 0
      ? `${count(pending.items, 'item')} pending, the oldest for ${duration(pending.oldestSeconds ?? 0)}` : 'No item is pending'),
    pending.throttledMailboxes > 0 && h(Line, { level: 'busy' },
      `${count(pending.throttledMailboxes, 'mailbox', 'mailboxes')} throttled by Exchange`),
    h(Line, { level: parked.open > 0 ? 'warn' : 'ok' }, parked.open > 0
      ? h(Go, { to: 'dead-letters' }, count(parked.open, 'open dead letter')) : 'No dead letter is open'),
    h('ul', { className: 'wa-reasons' }, reasons.map(([reason, open]) => h('li', { key: reason },
      h('span', { className: 'wa-number' }, number(open)), h(Go, { to: 'dead-letters', with: { reason } }, reason)))),
    copies && h(Line, { level: copies.waiting > 0 ? 'busy' : 'ok' }, copies.waiting > 0
      ? `${count(copies.waiting, 'original')} not copied to the second place, the oldest for ${duration(copies.oldestSeconds ?? 0)}`
      : 'Every original is copied to the second place'),
    silence && h(Line, { level: silence.mailboxes > 0 ? 'warn' : 'ok' }, silence.text || 'Every mailbox with regular items had some'));
}

const COUNTERS = [
  ['availableFromSource', 'Available from source'],
  ['availableForImport', 'Available for import'],
  ['imported', 'Imported'],
  ['partiallyImported', 'Partially imported'],
  ['skipped', 'Skipped'],
  ['failed', 'Failed'],
  ['pending', 'Pending'],
];

const Counters = ({ today: { counters = {}, timeZone = 'UTC' } }) => h(Card, { title: `Today (${timeZone})` },
  h('dl', { className: 'wa-counters' }, COUNTERS.map(([key, title]) => {
    const isBad = key === 'failed' && counters[key] > 0;
    return h('div', { key, className: isBad ? 'wa-is-bad' : undefined }, h('dt', null, title), h('dd', null, number(counters[key])));
  })));

const Foot = ({ today }) => h('p', { className: 'wa-foot' },
  `Connector ${today.connector ?? '–'}, version ${today.version ?? '–'}, process ${today.process ?? '–'}, as of `,
  h(When, { time: today.at }));
