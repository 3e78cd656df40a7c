// Charts, drawn by hand. Each has its numbers as text too: in the names of its parts or in a summary.
import { React, h } from './shared.js';
import { Mark, dayState } from './marks.js';
import { Go } from './parts.js';
import { clock, count, dayText, number, shortDay, weekday } from './text.js';

const BAR_HEIGHT = 72;
const CURVE = { width: 600, height: 120, left: 34, bottom: 18, top: 6 };

/** What a reader of the strip is told of a day. */
export function dayName(day) {
  const parked = day.parked > 0 ? `, ${number(day.parked)} parked` : '';
  return `${dayText(day.day)}: ${dayState(day).word}, ${count(day.items ?? 0, 'item')}${parked}`;
}

/** A bar and a symbol for each day, which lead to its report. The arrow keys go from day to day. */
export function DayStrip({ days }) {
  const most = Math.max(1, ...days.map(day => day.items ?? 0));
  const [at, setAt] = React.useState(days.length - 1);
  const current = Math.min(at, days.length - 1);
  const onKeyDown = event => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = step && event.currentTarget.querySelectorAll('a')[current + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  };
  return h('ol', { className: 'wa-strip', 'aria-label': `The last ${days.length} days`, onKeyDown },
    days.map((day, index) => h('li', { key: day.day },
      h(Go, {
        to: `days/${day.day}`, title: dayName(day), 'aria-label': dayName(day), className: `wa-day wa-${dayState(day).level}`,
        tabIndex: index === current ? 0 : -1, onFocus: () => setAt(index),
      },
      h('span', { className: 'wa-bar-room' },
        h('span', { className: 'wa-bar', style: { height: `${Math.round((day.items ?? 0) / most * BAR_HEIGHT)}px` } })),
      h(Mark, { level: dayState(day).level }),
      h('span', { className: 'wa-day-label' }, label(days, index))))));
}

/** Each Monday has its date; the others would not fit. */
const label = (days, index) =>
  weekday(days[index].day).startsWith('Mon') || days.length <= 10 ? shortDay(days[index].day) : '';

/** The meaning of the symbols that the strip has now. */
export const DayLegend = ({ days }) => h('ul', { className: 'wa-legend', 'aria-label': 'Symbols' },
  [...new Map(days.map(day => [dayState(day).word, dayState(day)])).values()].map(({ level, word }) =>
    h('li', { key: word }, h(Mark, { level }), word)),
  h('li', null, `highest bar: ${count(Math.max(...days.map(day => day.items ?? 0)), 'item')}`));

/** Each minute: two lines of the last hour, told apart by their strokes too. */
export function HourCurve({ minutes }) {
  const most = niceTop(Math.max(...minutes.flatMap(each => [each.staged, each.imported])));
  const { width, height, left, bottom, top } = CURVE;
  const x = index => left + index / Math.max(1, minutes.length - 1) * (width - left - 4);
  const y = value => top + (1 - value / most) * (height - top - bottom);
  const line = key => minutes.map((each, index) => `${index ? 'L' : 'M'}${x(index).toFixed(1)} ${y(each[key]).toFixed(1)}`).join('');
  return h('figure', { className: 'wa-figure' },
    h('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': hourName(minutes), className: 'wa-curve' },
      [0, most / 2, most].map(value => h('g', { key: value },
        h('line', { x1: left, x2: width, y1: y(value), y2: y(value), className: 'wa-grid' }),
        h('text', { x: left - 5, y: y(value) + 3.5, textAnchor: 'end' }, number(value)))),
      ticks(minutes).map(index =>
        h('text', { key: index, x: x(index), y: height - 3, textAnchor: anchor(index, minutes.length) }, clock(minutes[index].at))),
      h('path', { d: line('staged'), className: 'wa-line wa-line-staged' }),
      h('path', { d: line('imported'), className: 'wa-line wa-line-imported' })),
    h('figcaption', { className: 'wa-legend' },
      h('span', null, h(Stroke, { kind: 'staged' }), `items stored, ${number(sum(minutes, 'staged'))}`),
      h('span', null, h(Stroke, { kind: 'imported' }), `deliveries imported, ${number(sum(minutes, 'imported'))}`),
      h('span', null, 'times in UTC')));
}

const Stroke = ({ kind }) => h('svg', { className: 'wa-stroke', viewBox: '0 0 24 8', 'aria-hidden': true },
  h('path', { d: 'M0 4H24', className: `wa-line wa-line-${kind}` }));

const sum = (minutes, key) => minutes.reduce((total, each) => total + each[key], 0);

const hourName = minutes => {
  const peak = Math.max(...minutes.map(each => each.imported));
  return `The last hour: ${number(sum(minutes, 'staged'))} items stored, `
    + `${number(sum(minutes, 'imported'))} deliveries imported, at most ${number(peak)} a minute`;
};

const ticks = minutes => [0, 15, 30, 45, 59].filter(index => index < minutes.length);
const anchor = (index, all) => index === 0 ? 'start' : index === all - 1 ? 'end' : 'middle';

/** The next even number of the form 2, 4, 10, 20, 40, 100 … */
function niceTop(value) {
  for (let power = 1; ; power *= 10) {
    const found = [2, 4, 10].find(step => step * power >= value);
    if (found) {
      return found * power;
    }
  }
}
