import type { Command } from 'commander';
import type { Session } from '../main.js';

export function addDemoCommand(_program: Command, _session: Session): void {}
