import type { Command } from 'commander';
import type { Session } from '../session.js';
import { addDrillLint } from './lint-command.js';
import { addDrillRun } from './run-command.js';
import { addDrillVerify } from './verify-command.js';

export function addDrillCommands(program: Command, session: Session): void {
  const drill = program.command('drill').description('incident drills: play them, and check what they proved');
  addDrillRun(drill, session);
  addDrillVerify(drill, session);
  addDrillLint(drill, session);
}
