// Symbols of a state. Each has a form of its own and stands beside a word: colour alone says nothing.
import { h } from './shared.js';

const CHECK = 'M6.5 10.5 9 13l5-6';
const FORMS = {
  ok: ['M10 1a9 9 0 1 1 0 18a9 9 0 0 1 0-18Z', CHECK],
  warn: ['M10 1.5 19.5 18.5H.5Z', 'M10 7v5.5 M10 15v1'],
  bad: ['M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3Z', 'M6.5 6.5l7 7 M13.5 6.5l-7 7'],
  busy: ['M10 1a9 9 0 1 1 0 18a9 9 0 0 1 0-18Z', 'M6.2 6.5 9.7 10l-3.5 3.5 M10.6 6.5l3.5 3.5-3.5 3.5'],
  paused: ['M10 1a9 9 0 1 1 0 18a9 9 0 0 1 0-18Z', 'M7.7 6.2v7.6 M12.3 6.2v7.6'],
  none: ['M10 1a9 9 0 1 1 0 18a9 9 0 0 1 0-18Z', 'M6 10h8'],
};

/** Days, as the contract names their states. */
export const DAYS = {
  complete: { level: 'ok', word: 'complete' },
  parked: { level: 'warn', word: 'items parked' },
  incomplete: { level: 'bad', word: 'incomplete' },
  running: { level: 'busy', word: 'no report yet' },
  none: { level: 'none', word: 'no collection' },
};
export const dayState = day => DAYS[day?.state] ?? { level: 'none', word: String(day?.state ?? 'unknown') };

/** Items and deliveries. */
export const ITEMS = {
  imported: 'ok',
  skipped: 'none',
  pending: 'busy',
  'partially-imported': 'warn',
  failed: 'bad',
};

/** Verdicts of the reports. */
export const VERDICTS = {
  HOLDS: { level: 'ok', word: 'holds' },
  NOT_ATTESTED: { level: 'none', word: 'not attested by the source' },
  UNDECIDED: { level: 'busy', word: 'not decided yet' },
  BROKEN: { level: 'bad', word: 'does not hold' },
};

/** A decorative symbol; its word stands beside it. */
export function Mark({ level, large }) {
  const [outline, sign] = FORMS[level] ?? FORMS.none;
  return h('svg', { className: `wa-mark wa-${level}${large ? ' wa-large' : ''}`, viewBox: '0 0 20 20', 'aria-hidden': true },
    h('path', { className: 'wa-mark-body', d: outline }),
    h('path', { className: 'wa-mark-sign', d: sign }));
}

/** A line with a symbol. */
export const Line = ({ level, strong, children }) => h('p', { className: `wa-state${strong ? ' wa-strong' : ''}` },
  h(Mark, { level }), h('span', null, children));

/** A symbol and its word. */
export const State = ({ level, word }) => h('span', { className: 'wa-state' }, h(Mark, { level }), h('span', null, word));
