// Numbers, times and words as the pages show them.
const LANGUAGE = 'en-GB';
const SECONDS = { minute: 60, hour: 3600, day: 86400 };
const numbers = new Intl.NumberFormat(LANGUAGE);

const DAY = { day: 'numeric', month: 'short' };
const TIME = { hour: '2-digit', minute: '2-digit' };

export const number = value => value === undefined || value === null ? '–' : numbers.format(value);

/** "1 item", "3 items". */
export const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;

const format = (options, zone) => new Intl.DateTimeFormat(LANGUAGE, { ...options, timeZone: zone });
const utcDay = format({ ...DAY, year: 'numeric' }, 'UTC');
const utcShortDay = format(DAY, 'UTC');
const utcWeekday = format({ weekday: 'short', ...DAY }, 'UTC');
const utcTime = format({ ...DAY, ...TIME }, 'UTC');
const utcClock = format(TIME, 'UTC');
const utcExact = format({ ...DAY, year: 'numeric', ...TIME, second: '2-digit' }, 'UTC');
const localTime = format({ ...DAY, ...TIME });
const localClock = format(TIME);

const isTime = text => !Number.isNaN(Date.parse(text ?? ''));

/** "21 Nov 2026" of a day in UTC. */
export const dayText = day => isTime(day) ? utcDay.format(new Date(day)) : String(day ?? '');
export const shortDay = day => isTime(day) ? utcShortDay.format(new Date(day)) : String(day ?? '');
export const weekday = day => isTime(day) ? utcWeekday.format(new Date(day)) : String(day ?? '');

/** "21 Nov, 02:00 UTC". */
export const timeText = time => isTime(time) ? `${utcTime.format(new Date(time))} UTC` : String(time ?? '');

/** "21 Nov 2026, 02:00:06 UTC". */
export const exactText = time => isTime(time) ? `${utcExact.format(new Date(time))} UTC` : String(time ?? '');

/** "21 Nov, 02:00 to 08:00 UTC", or with the second date where that is another. */
export function rangeText(from, to) {
  if (!isTime(from) || !isTime(to)) {
    return `${from ?? '–'} to ${to ?? '–'}`;
  }
  const isSameDay = new Date(from).toISOString().slice(0, 10) === new Date(to).toISOString().slice(0, 10);
  return `${utcTime.format(new Date(from))} to ${isSameDay ? `${clock(to)} UTC` : timeText(to)}`;
}

/** "02:00" in UTC. */
export const clock = time => isTime(time) ? utcClock.format(new Date(time)) : String(time ?? '');

/** The time of the reader's clock, with its date only where that is another; empty in UTC. */
export function localText(time) {
  if (!isTime(time) || new Date(time).getTimezoneOffset() === 0) {
    return '';
  }
  const local = localTime.format(new Date(time));
  const sameDay = local.split(',')[0] === utcTime.format(new Date(time)).split(',')[0];
  return `${sameDay ? localClock.format(new Date(time)) : local} local`;
}

const ISO_TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z/g;

/** A sentence of the archiver, with its times as the pages write them. */
export const readable = sentence => sentence?.replace(ISO_TIME, time => timeText(time));

/** A sentence with its full stop, so that another can follow. */
export const ended = sentence => sentence && !/[.!?]$/.test(sentence) ? `${sentence}.` : sentence;

/** The two largest units of a duration: "3 h 20 min". */
export function duration(seconds) {
  const total = Math.max(0, Math.round(seconds));
  if (total < SECONDS.minute) {
    return `${total} s`;
  }
  if (total < SECONDS.hour) {
    return `${Math.floor(total / SECONDS.minute)} min`;
  }
  const [large, small, size, unit] = total < SECONDS.day
    ? ['h', 'min', SECONDS.hour, SECONDS.minute]
    : ['d', 'h', SECONDS.day, SECONDS.hour];
  const rest = Math.floor((total % size) / unit);
  return `${Math.floor(total / size)} ${large}${rest > 0 ? ` ${rest} ${small}` : ''}`;
}

/** Seconds between two times; the server's clock, never the browser's. */
export const secondsBetween = (from, to) => (Date.parse(to) - Date.parse(from)) / 1000;

export const milliseconds = value =>
  value === undefined || value === null ? '–' : value < 1000 ? `${number(Math.round(value))} ms` : `${(value / 1000).toFixed(1)} s`;

export const bytes = value => {
  if (value === undefined || value === null) {
    return '–';
  }
  return value < 1e6 ? `${number(Math.ceil(value / 1e3))} KB` : `${(value / 1e6).toFixed(1)} MB`;
};

/** "MAILBOX_FULL" and "mailbox-full" as words. */
export const words = label => String(label ?? '').replace(/[_-]/g, ' ').toLowerCase();

export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
