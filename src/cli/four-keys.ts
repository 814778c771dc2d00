import { numberOf, objectOf, type JsonObject } from './json.js';
import { tableOf } from './tables.js';

/** The four keys (and rework) of one or more answers of GET /api/v1/dora, side by side. */
export function fourKeysTable(columns: { title: string; dora: JsonObject }[]): string {
  const rows: [string, (dora: JsonObject) => string][] = [
    ['change lead time', leadTime],
    ['deployment frequency', frequency],
    ['change fail rate', (dora) => rate(objectOf(dora['changeFailRate']), 'failed')],
    ['failed deployment recovery time', recovery],
    ['rework rate', (dora) => rate(objectOf(dora['reworkRate']), 'rework')],
    ['incidents', (dora) => String(numberOf(objectOf(dora['incidents'])['total']) ?? '–')],
  ];
  return tableOf(
    ['', ...columns.map(({ title }) => title)],
    rows.map(([name, cell]) => [name, ...columns.map(({ dora }) => cell(dora))]),
  );
}

/** Seconds as people say them; null is unknown. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 10) return `${Math.round(seconds * 10) / 10} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${(seconds / 3_600).toFixed(1)} h`;
  return `${(seconds / 86_400).toFixed(1)} days`;
}

function leadTime(dora: JsonObject): string {
  const lead = objectOf(dora['leadTime']);
  const more = ['pending', 'unattributed']
    .filter((name) => (numberOf(lead[name]) ?? 0) > 0)
    .map((name) => `${numberOf(lead[name])} ${name}`);
  return [`${duration(numberOf(lead['medianSeconds']))} (n ${numberOf(lead['n']) ?? 0})`, ...more].join(', ');
}

function frequency(dora: JsonObject): string {
  const all = objectOf(dora['deploymentFrequency']);
  const perWeek = numberOf(all['perWeek']);
  return `${perWeek === null ? '–' : perWeek.toFixed(2)} a week (${numberOf(all['count']) ?? 0} deployments)`;
}

function rate(value: JsonObject, numerator: string): string {
  const share = numberOf(value['rate']);
  const [low = null, high = null] = Array.isArray(value['ci95']) ? value['ci95'].map(numberOf) : [];
  const counts = `${numberOf(value[numerator]) ?? 0} of ${numberOf(value['total']) ?? 0}`;
  if (share === null) return `– (${counts})`;
  const interval = low !== null && high !== null ? `, 95 % ${percent(low)}–${percent(high)}` : '';
  return `${percent(share)} (${counts}${interval})`;
}

function recovery(dora: JsonObject): string {
  const value = objectOf(dora['recoveryTime']);
  const modes = Object.entries(objectOf(value['byMode'])).filter(([, count]) => (numberOf(count) ?? 0) > 0);
  const median = numberOf(value['medianSeconds']);
  const bound = numberOf(value['lowerBoundSeconds']);
  const headline = median === null && bound !== null ? `more than ${duration(bound)}` : duration(median);
  const open = numberOf(value['open']) ?? 0;
  return [
    `${headline} (n ${numberOf(value['n']) ?? 0})`,
    ...modes.map(([mode, count]) => `${String(count)} by ${mode}`),
    ...(open > 0 ? [`${open} open`] : []),
  ].join(', ');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
