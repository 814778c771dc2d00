import pc from 'picocolors';
import { duration, fourKeysTable } from '../four-keys.js';
import { textOf } from '../json.js';
import { tableOf } from '../tables.js';
import { colored, reasonLine } from '../verdicts/text.js';
import type { DemoResult } from './demo.js';

export function reportOf(result: DemoResult, url: string): string {
  const story = tableOf(
    ['what happened', ''],
    result.steps.map(({ step, result: told }) => [step, told]),
    [32, 84],
  );
  const guards = tableOf(
    ['CI asks', 'verdict', 'because'],
    result.guards.map(({ question, verdict }) => [
      question,
      colored(textOf(verdict['verdict']) ?? 'unknown'),
      reasonLine(verdict),
    ]),
    [34, 20, 62],
  );
  return [
    pc.bold(`The loop, once, on ${result.repository}`),
    story,
    pc.bold('The four keys'),
    fourKeysTable([
      { title: 'before', dora: result.before },
      { title: 'after', dora: result.after },
    ]),
    `This incident was over ${pc.bold(duration(result.restored.recoverySeconds))} after its impact began, by ${result.restored.restoredBy ?? 'unknown'}.`,
    pc.bold('What CI is told'),
    guards,
    `Done in ${result.seconds} s. See it at ${url}, or: loop status --service ${result.service}`,
  ].join('\n\n');
}
