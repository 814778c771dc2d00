import pc from 'picocolors';
import { listOf, numberOf, objectOf, textOf, type JsonObject } from '../json.js';
import { tableOf } from '../tables.js';

/** A verdict as people read it: what, why, and where more is told. */
export function verdictLines(verdict: JsonObject): string[] {
  const name = textOf(verdict['verdict']) ?? 'unknown';
  const lines = [`${colored(name)}  ${pc.bold(textOf(verdict['guard']) ?? '')}  ${subjectOf(verdict['subject'])}`];
  const reasons = listOf(verdict['reasons']);
  if (reasons.length > 0) {
    const rows = reasons.map((reason) => [
      shown(reason['rule']),
      shown(reason['subject']),
      withWaiver(reason),
      subjectOf(reason['owner']),
    ]);
    lines.push(tableOf(['rule', 'subject', 'why', 'owner'], rows, [20, 30, 58, 24]));
  }
  const governor = objectOf(verdict['governor']);
  if (Object.keys(governor).length > 0) lines.push(`governor: ${governorLine(governor)}`);
  const url = textOf(verdict['url']);
  if (url !== null) lines.push(pc.dim(url));
  return lines;
}

/** The reasons of a verdict in one line. */
export function reasonLine(verdict: JsonObject): string {
  const reasons = listOf(verdict['reasons']);
  const told = reasons
    .slice(0, 3)
    .map((reason) => `${shown(reason['rule'])} ${shown(reason['subject'])}: ${shown(reason['detail'])}`);
  if (reasons.length > 3) told.push(`and ${reasons.length - 3} more`);
  return told.join('\n');
}

export function colored(verdict: string): string {
  if (verdict === 'pass') return pc.green(pc.bold('PASS'));
  if (verdict === 'block') return pc.red(pc.bold('BLOCK'));
  return pc.yellow(pc.bold(verdict.toUpperCase().replaceAll('_', ' ')));
}

function governorLine(governor: JsonObject): string {
  const s = numberOf(governor['s']);
  const parts = [shown(governor['state'])];
  if (s !== null) parts.push(`S ${s.toFixed(2)} of ${shown(governor['threshold'])}`);
  if (shown(governor['budgetPerDay']) !== '')
    parts.push(`${shown(governor['usedLast24h'])} of ${shown(governor['budgetPerDay'])} a day used`);
  if (shown(governor['nextFreeAt']) !== '') parts.push(`next free at ${shown(governor['nextFreeAt'])}`);
  return parts.join(', ');
}

function withWaiver(reason: JsonObject): string {
  const since = textOf(reason['since']);
  const parts = [shown(reason['detail'])];
  if (since !== null) parts.push(`(since ${since})`);
  if (shown(reason['waiver']) !== '') parts.push('(waived)');
  return parts.join(' ');
}

function subjectOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value)
      .filter((part) => part !== null)
      .map(shown)
      .join(' ');
  }
  return shown(value);
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
