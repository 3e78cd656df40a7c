// What is to be said of today, the worst first. The first one is the headline.
import { count, dayText, ended, rangeText, readable, secondsBetween } from './text.js';

/** A range that ended longer ago is no longer last night's. */
const NIGHT = 24 * 3600;

/** A problem of this text says already that the last collection is not complete or does not add up. */
const TOLD = /last collection/i;

/** @returns at least one of { level, text, action, since, link } */
export function findings(today) {
  const wrong = [...problems(today), ...pause(today), ...incompleteness(today)];
  const letters = parkedItems(today);
  const complete = night(today);
  const isComplete = complete[0]?.level === 'ok';
  if (wrong.length === 0 && letters.length > 0 && isComplete) {
    return [{ ...letters[0], text: `${complete[0].text}; ${letters[0].text}` }];
  }
  return isComplete ? [...wrong, ...letters, ...complete] : [...wrong, ...complete, ...letters];
}

const problems = ({ problems: found = [] }) => found.map(({ check, text, action, since }) =>
  ({ level: 'bad', text: readable(text ?? `The health check ${check} is red`), action: ended(readable(action)), since }));

function pause({ state = {} }) {
  if (state.name !== 'paused' && state.name !== 'pausing') {
    return [];
  }
  const by = state.by ? ` by ${state.by}` : '';
  return [{
    level: 'paused', since: state.since,
    text: state.name === 'pausing' ? `Pausing${by}: current work is completed` : `Collecting is paused${by}`,
    action: 'Resume when the reason is gone.',
  }];
}

function incompleteness({ last, problems: found = [] }) {
  const isTold = found.some(each => TOLD.test(each.text));
  if (!last || isTold || (last.complete !== false && !last.equations?.some(each => each.holds === false))) {
    return [];
  }
  const text = last.complete === false ? 'The last collection is not complete' : 'The numbers of the last collection do not add up';
  return [{
    level: 'bad', text,
    action: last.complete === false
      ? 'The next collection lists the missing ranges again. The report has the reasons.'
      : 'Open the report: it lists the items that do not add up.',
    link: last.begun && { to: `days/${last.begun.slice(0, 10)}`, title: 'Open the report' },
  }];
}

function parkedItems({ parked = {} }) {
  if (!(parked.open > 0)) {
    return [];
  }
  const reasons = Object.entries(parked.byReason ?? {}).filter(([, open]) => open > 0);
  return [{
    level: 'warn',
    text: `${count(parked.open, 'dead letter')} ${parked.open === 1 ? 'needs' : 'need'} an operator`,
    action: reasons.length === 1 ? advice(reasons[0][0], parked) : undefined,
    link: { to: 'dead-letters', with: reasons.length === 1 ? { reason: reasons[0][0] } : undefined, title: 'Open the dead letters' },
  }];
}

function advice(reason, { whatToDo = {} }) {
  const todo = whatToDo[reason];
  return `All of them: ${reason}.${todo ? ` ${todo}.` : ''}`;
}

function night(today) {
  const { last, at, collection, next } = today;
  if (!last) {
    const isOpen = collection || next;
    return [{ level: 'none', text: 'No collection has ended yet', action: isOpen ? undefined : 'Start one with Collect now.' }];
  }
  if (last.complete === false || last.equations?.some(each => each.holds === false)) {
    return [];
  }
  if (!isDecided(last)) {
    return [undecided(last)];
  }
  const isLastNight = last.to && secondsBetween(last.to, at) < NIGHT;
  if (isLastNight) {
    return [{ level: 'ok', text: 'Last night was complete' }];
  }
  const text = `The last collection, up to ${dayText(last.to)}, was complete`;
  return [collection
    ? { level: 'busy', text: `${text}; ${current(collection)} is under way` }
    : {
      level: 'warn', text,
      action: 'Its range ended more than a day ago. Check the next firing, or start a collection with Collect now.',
    }];
}

const current = ({ from, to }) => from ? `the one of ${rangeText(from, to)}` : 'another one';

const undecided = ({ equations = [], ended: since, begun }) => equations.length === 0
  ? {
    level: 'busy', text: 'The last collection is listed completely, but not every item is imported', since,
    action: 'Look again when no item is pending: then its report decides.',
  }
  : {
    level: 'busy', text: 'Work was in progress when the last collection was counted, so its result is unknown', since,
    link: begun && { to: `days/${begun.slice(0, 10)}`, title: 'Open the report of the day' },
  };

/** A collection has its equations when its report is made: when no delivery of it is pending. */
const isDecided = ({ equations = [] }) =>
  equations.length > 0 && equations.every(each => each.holds === true || each.verdict === 'NOT ATTESTED');
