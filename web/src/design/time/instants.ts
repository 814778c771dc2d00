const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "3 minutes ago", "in 2 days"; "just now" within three quarters of a minute. */
export function relativeTime(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) < 45) return 'just now';
  // Two weeks are still told in days: "13 days ago" says more than "last week".
  for (const [unit, size] of UNITS) {
    const least = unit === 'week' ? 2 * size : unit === 'month' ? 2 * size : size;
    if (Math.abs(seconds) >= least) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(Math.sign(seconds) * Math.max(1, Math.round(Math.abs(seconds) / MINUTE)), 'minute');
}

// Making a formatter takes far longer than using it, and a page may show hundreds of times.
const formats = new Map<string, Intl.DateTimeFormat>();
function format(name: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${timeZone}`;
  let known = formats.get(key);
  if (known === undefined) formats.set(key, (known = new Intl.DateTimeFormat('en-GB', { ...options, timeZone })));
  return known;
}

const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const MINUTES = { ...DATE, hour: '2-digit', minute: '2-digit' } as const;
const EXACT = { ...MINUTES, weekday: 'short', second: '2-digit', timeZoneName: 'short' } as const;

/** "Sat, 21 Nov 2026, 14:03:09 CET". */
export function exactTime(at: Date, timeZone: string): string {
  return format('exact', timeZone, EXACT).format(at);
}

/** "21 Nov 2026", or "21 Nov 2026, 14:03". */
export function shortTime(at: Date, timeZone: string, part: 'date' | 'minute'): string {
  return format(part, timeZone, part === 'minute' ? MINUTES : DATE).format(at);
}

/** "45 s", "12 min", "3 h 5 min", "2 d 4 h"; two parts at most. */
export function durationText(seconds: number): string {
  const rest = Math.abs(seconds);
  const sign = seconds < 0 ? '−' : '';
  if (rest < 60) return `${sign}${rest < 10 && rest % 1 !== 0 ? rest.toFixed(1) : Math.round(rest)} s`;
  const minutes = Math.round(rest / MINUTE);
  if (minutes < 60) return `${sign}${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return sign + join(hours, 'h', minutes % 60, 'min');
  const wholeHours = Math.round(minutes / 60);
  const days = Math.floor(wholeHours / 24);
  return sign + (days < 14 ? join(days, 'd', wholeHours % 24, 'h') : `${days} d`);
}

/** "0:07", "12:03", "3:12:03": for a clock that counts on. Days are told as such: "2 d 3:12:03". */
export function elapsedText(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (part: number): string => String(part).padStart(2, '0');
  const [days, hours] = [Math.floor(whole / DAY), Math.floor((whole % DAY) / HOUR)];
  const [minutes, rest] = [Math.floor((whole % HOUR) / MINUTE), whole % MINUTE];
  const clock = hours > 0 || days > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  return days > 0 ? `${days} d ${clock}` : clock;
}

/** An instant as a field of the browser writes it, in the viewer's time zone: "2026-11-21T14:03:09". */
export function fieldTime(at: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
