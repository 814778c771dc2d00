import Table from 'cli-table3';
import pc from 'picocolors';
import { duration, fourKeysTable } from '../four-keys.js';
import { textOf } from '../json.js';
import { colored, reasonLine } from '../verdicts/text.js';
import type { DemoResult } from './demo.js';

export function reportOf(result: DemoResult, url: string): string {
  const story = new Table({
    head: ['what happened', ''],
    style: { head: ['bold'] },
    wordWrap: true,
    colWidths: [30, 84],
  });
  for (const { step, result: told } of result.steps) story.push([step, told]);
  const guards = new Table({
    head: ['CI asks', 'verdict', 'because'],
    style: { head: ['bold'] },
    wordWrap: true,
    colWidths: [30, 12, 71],
  });
  for (const { question, verdict } of result.guards) {
    guards.push([question, colored(textOf(verdict['verdict']) ?? 'unknown'), reasonLine(verdict)]);
  }
  return [
    pc.bold(`The loop, once, on ${result.repository}`),
    story.toString(),
    pc.bold('The four keys'),
    fourKeysTable([
      { title: 'before', dora: result.before },
      { title: 'after', dora: result.after },
    ]),
    `This incident was over ${pc.bold(duration(result.restored.recoverySeconds))} after its impact began, by ${result.restored.restoredBy ?? 'unknown'}.`,
    pc.bold('What CI is told'),
    guards.toString(),
    `Done in ${result.seconds} s. See it at ${url}, or: loop status --service ${result.service}`,
  ].join('\n\n');
}
