// Schedules in words, where words are shorter than stars.
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const NAMES = {
  '@yearly': 'once a year, 1 January at 00:00',
  '@annually': 'once a year, 1 January at 00:00',
  '@monthly': 'on day 1 of each month at 00:00',
  '@weekly': 'every Sunday at 00:00',
  '@daily': 'every day at 00:00',
  '@midnight': 'every day at 00:00',
  '@hourly': 'every hour',
};

/** What a simple schedule means; an empty text when the expression itself is the clearest. */
export function scheduleWords(expression) {
  const text = (expression ?? '').trim().toLowerCase();
  if (NAMES[text]) return NAMES[text];
  let fields = text.split(/\s+/);
  const seconds = /^\*\/(\d+)$/.exec(fields[0]);
  if (fields.length === 6 && seconds && fields.slice(1).every((field) => field === '*')) {
    return 60 % Number(seconds[1]) === 0 ? `every ${seconds[1]} seconds` : '';
  }
  if (fields.length === 6 && fields[0] === '0') fields = fields.slice(1);
  if (fields.length !== 5) return '';
  const [minute, hour, day, month, weekday] = fields;
  if (month !== '*') return '';
  const days = dayWords(day, weekday);
  if (days === null) return '';
  if (isNumber(minute) && isNumber(hour)) return `${days} at ${pad(hour)}:${pad(minute)}`;
  const often = oftenWords(minute, hour);
  if (often === null) return '';
  return days === 'every day' ? often : `${often}, ${days}`;
}

/** Whether clocks in the zone show another time than the reader's at one of these moments; false for a zone that the browser does not know. */
export function differs(zone, moments) {
  const here = wall(undefined);
  const there = wall(zone);
  return there !== null && moments.some((at) => here.format(at) !== there.format(at));
}

/** A moment as a clock in the zone shows it, such as Mon 11-30 03:30. */
export function inZone(zone, at) {
  const parts = Object.fromEntries(wall(zone).formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.weekday} ${parts.month}-${parts.day} ${parts.hour}:${parts.minute}${parts.second === '00' ? '' : `:${parts.second}`}`;
}

const walls = new Map();
function wall(timeZone) {
  if (!walls.has(timeZone)) walls.set(timeZone, make(timeZone));
  return walls.get(timeZone);
}

function make(timeZone) {
  const two = '2-digit';
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', weekday: 'short', year: 'numeric', month: two, day: two, hour: two, minute: two, second: two });
  } catch {
    return null;
  }
}

function oftenWords(minute, hour) {
  const between = /^(\d+)-(\d+)$/.exec(hour);
  const hours = hour === '*' ? '' : between ? ` from ${pad(between[1])}:00 to ${pad(between[2])}:59` : null;
  const step = /^\*\/(\d+)$/.exec(minute);
  if (hours !== null) {
    if (minute === '*') return `every minute${hours}`;
    if (step) return 60 % Number(step[1]) === 0 ? `every ${step[1]} minutes${hours}` : null;
    if (minute === '0') return `every hour${hours}`;
    if (isNumber(minute)) return `every hour at minute ${Number(minute)}${hours}`;
    return null;
  }
  const hourStep = /^\*\/(\d+)$/.exec(hour);
  if (hourStep && isNumber(minute) && 24 % Number(hourStep[1]) === 0) {
    return `every ${hourStep[1]} hours${minute === '0' ? '' : ` at minute ${Number(minute)}`}`;
  }
  return null;
}

function dayWords(day, weekday) {
  if (day === '*' && weekday === '*') return 'every day';
  if (day === '*' && (weekday === '1-5' || weekday === 'mon-fri')) return 'Monday to Friday';
  if (day === '*' && /^[0-7]$/.test(weekday)) return `every ${DAYS[Number(weekday)]}`;
  if (day === '*') {
    const named = DAYS.find((name) => name.slice(0, 3).toLowerCase() === weekday);
    return named ? `every ${named}` : null;
  }
  return weekday === '*' && isNumber(day) ? `on day ${Number(day)} of each month` : null;
}

function isNumber(field) {
  return /^\d+$/.test(field);
}

function pad(number) {
  return String(Number(number)).padStart(2, '0');
}
