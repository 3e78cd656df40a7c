// Today: whether the night was complete, what is wrong, what goes on now.
import { h } from './shared.js';
import { askJson, call, read } from './jolokia.js';
import { useAction } from './actions.js';
import { DayLegend, DayStrip, HourCurve } from './charts.js';
import { findings } from './findings.js';
import { Mark } from './marks.js';
import { Button, Card, Facts, Go, Loaded, When } from './parts.js';
import { usePolled } from './polling.js';
import { count, duration, number, rangeText, secondsBetween, words } from './text.js';

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
    today.days?.length > 0 && h(Card, { title: `Last ${today.days.length} days`, side: h(DayLegend, { days: today.days }) }, h(DayStrip, { days: today.days })),
    h('div', { className: 'wa-columns wa-two' },
      h(Card, { title: 'Last hour, each minute' }, today.throughput?.length > 1
        ? h(HourCurve, { minutes: today.throughput }) : h('p', { className: 'wa-quiet' }, 'Not known yet.')),
      h(Counters, { today })),
    h(Foot, { today })));
}

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
    h('p', { className: 'wa-state wa-strong' }, h(Mark, { level: levels[state.name] }), h('span', null, state.text ?? words(state.name))),
    collection && h(Progress, { collection }),
    h(Facts, { rows: [
      ['Paused by', state.by],
      ['Since', state.since && h(When, { time: state.since })],
      ['Next', today.next && h(When, { time: today.next })],
    ] }),
    h('div', { className: 'wa-buttons' },
      isPaused ? h(Button, { onClick: () => action.propose(RESUME) }, 'Resume') : h(Button, { onClick: () => action.propose(PAUSE) }, 'Pause'),
      h(Button, { disabled: isPaused || action.isBusy, onClick: () => action.propose(COLLECT) }, 'Collect now')));
}

const COLLECT = {
  title: 'Collect now', yes: 'Collect',
  text: 'The archiver runs the next scheduled collection now: it lists the items since the last one, stores their originals and imports them.',
  request: () => call('Collector', 'collectNow'),
};
const PAUSE = {
  title: 'Pause', yes: 'Pause',
  text: 'No process starts a collection or imports another item until an operator resumes, also after a restart. Current work is completed. '
    + 'An alert reminds of the pause after an hour.',
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

const EQUATIONS = { source: 'Source', controlTotal: 'Source', imports: 'Deliveries', fanOut: 'Deliveries', contentHashes: 'Content hashes' };

const equationState = holds => holds === undefined || holds === null
  ? { level: 'none', word: 'not attested' } : holds ? { level: 'ok', word: 'holds' } : { level: 'bad', word: 'does not hold' };

function LastCollection({ today: { last } }) {
  if (!last) {
    return h(Card, { title: 'Last collection' }, h('p', { className: 'wa-quiet' }, 'There was none yet.'));
  }
  const day = last.begun?.slice(0, 10);
  return h(Card, { title: 'Last collection', side: day && h(Go, { to: `days/${day}` }, 'Report of the day') },
    h('ul', { className: 'wa-equations' }, (last.equations ?? []).map(({ name, text, holds }) => {
      const { level, word } = equationState(holds);
      return h('li', { key: name }, h(Mark, { level }),
        h('div', null, h('strong', null, EQUATIONS[name] ?? words(name), ': ', word), h('div', null, text)));
    })),
    h(Facts, { rows: [
      ['Range', rangeText(last.from, last.to)],
      ['Ended', last.ended && h('span', null, h(When, { time: last.ended }), last.begun && `, took ${duration(secondsBetween(last.begun, last.ended))}`)],
      ['Run', last.run && h('code', null, last.run)],
    ] }));
}

function Waiting({ today: { pending = {}, parked = {}, silence } }) {
  const reasons = Object.entries(parked.byReason ?? {}).filter(([, open]) => open > 0).sort((a, b) => b[1] - a[1]);
  return h(Card, { title: 'Waiting' },
    h('p', { className: 'wa-state' }, h(Mark, { level: pending.items > 0 ? 'busy' : 'ok' }),
      h('span', null, pending.items > 0
        ? `${count(pending.items, 'item')} pending, the oldest for ${duration(pending.oldestSeconds ?? 0)}` : 'No item is pending')),
    h('p', { className: 'wa-state' }, h(Mark, { level: parked.open > 0 ? 'warn' : 'ok' }),
      parked.open > 0 ? h(Go, { to: 'dead-letters' }, count(parked.open, 'open dead letter')) : h('span', null, 'No dead letter is open')),
    h('ul', { className: 'wa-reasons' }, reasons.map(([reason, open]) => h('li', { key: reason },
      h('span', { className: 'wa-number' }, number(open)), h(Go, { to: 'dead-letters', with: { reason } }, reason)))),
    silence && h('p', { className: 'wa-state' }, h(Mark, { level: silence.mailboxes > 0 ? 'warn' : 'ok' }), h('span', null, silence.text || 'Every mailbox with regular items had some')));
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

const Counters = ({ today: { counters = {}, timeZone } }) => h(Card, { title: timeZone && timeZone !== 'UTC' ? `Today (${timeZone})` : 'Today (UTC)' },
  h('dl', { className: 'wa-counters' }, COUNTERS.map(([key, title]) => h('div', { key, className: key === 'failed' && counters[key] > 0 ? 'wa-is-bad' : undefined },
    h('dt', null, title), h('dd', null, number(counters[key]))))));

const Foot = ({ today }) => h('p', { className: 'wa-foot' },
  `Connector ${today.connector ?? '–'}, version ${today.version ?? '–'}, process ${today.process ?? '–'}, as of `, h(When, { time: today.at }));
