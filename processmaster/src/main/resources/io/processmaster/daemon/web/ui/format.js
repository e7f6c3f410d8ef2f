// Numbers and times as people read them, the same way as pmctl prints them.
const UNITS = 'KMGTP';
const SPANS = [[86400000, 'd'], [3600000, 'h'], [60000, 'm'], [1000, 's']];
export const NONE = '–';

/** Bytes such as 512B or 11.8MiB; binary units, cut off, not rounded. */
export function bytes(count) {
  if (count === null || count === undefined) return NONE;
  if (count < 1024) return `${Math.floor(count)}B`;
  let unit = 0;
  let rest = count;
  while (rest >= 1024 * 1024 && unit < UNITS.length - 1) {
    rest = Math.floor(rest / 1024);
    unit++;
  }
  const tenths = Math.floor((rest * 10) / 1024);
  return `${Math.floor(tenths / 10)}.${tenths % 10}${UNITS[unit]}iB`;
}

/** The two largest units of milliseconds that are not zero, such as 1d02h, 1m02s, 5s or 20ms. */
export function span(ms) {
  if (ms === null || ms === undefined) return NONE;
  const rest = Math.max(0, Math.floor(ms));
  if (rest < 1000) return `${rest}ms`;
  for (let i = 0; i < 3; i++) {
    const [size, unit] = SPANS[i];
    if (rest >= size) {
      const [smaller, minorUnit] = SPANS[i + 1];
      return `${Math.floor(rest / size)}${unit}${pad(Math.floor((rest % size) / smaller))}${minorUnit}`;
    }
  }
  return `${Math.floor(rest / 1000)}s`;
}

/** A length of time that gives milliseconds no room. */
export function seconds(ms) {
  return ms !== null && ms !== undefined && ms < 1000 ? '0s' : span(ms);
}

/** A share of one processor such as 12.5%. */
export function percent(value) {
  if (value === null || value === undefined) return NONE;
  const tenths = Math.round(value * 10);
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`;
}

/** How far a moment is away, such as "5 min ago" or "in 2 h". */
export function away(atMs, nowMs) {
  const distance = atMs - nowMs;
  const words = coarse(Math.abs(distance));
  if (words === null) return 'now';
  return distance < 0 ? `${words} ago` : `in ${words}`;
}

function coarse(ms) {
  if (ms < 1000) return null;
  if (ms < 60000) return `${Math.floor(ms / 1000)} s`;
  if (ms < 3600000) return `${Math.floor(ms / 60000)} min`;
  if (ms < 172800000) return `${Math.floor(ms / 3600000)} h`;
  return `${Math.floor(ms / 86400000)} days`;
}

/** The local time of day; with the date when that is another day than today's. */
export function clock(ms, nowMs) {
  const at = new Date(ms);
  const time = `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
  return at.toDateString() === new Date(nowMs).toDateString() ? time : `${date(at)} ${time}`;
}

/** The local time to the minute, or to the second where the minute is not full, with weekday and date when it is not today. */
export function soon(ms, nowMs) {
  const at = new Date(ms);
  const time = `${pad(at.getHours())}:${pad(at.getMinutes())}${at.getSeconds() === 0 ? '' : `:${pad(at.getSeconds())}`}`;
  if (at.toDateString() === new Date(nowMs).toDateString()) return time;
  const day = at.toLocaleDateString('en', { weekday: 'short' });
  return `${day} ${date(at).slice(5)} ${time}`;
}

/** Date, time to the millisecond and zone, for whoever wants it exactly. */
export function exact(ms) {
  const at = new Date(ms);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const minutes = -at.getTimezoneOffset();
  const offset = `${minutes < 0 ? '−' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
  const time = `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
  return `${date(at)} ${time}.${String(at.getMilliseconds()).padStart(3, '0')} ${zone} (UTC${offset})`;
}

/** A count with its noun. */
export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

function date(at) {
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

function pad(number) {
  return String(number).padStart(2, '0');
}
