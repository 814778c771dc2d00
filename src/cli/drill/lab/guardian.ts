import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { INSTALLATION } from './installation.js';

/** A process that ends what this one leaves behind, should it be killed: see bin/drill-guardian.js. */
export class Guardian {
  private readonly child: ChildProcess;

  /** `folder`: goes with the processes; null: there is none. */
  constructor(folder: string | null) {
    this.child = spawn(process.execPath, [join(INSTALLATION, 'bin', 'drill-guardian.js')], {
      stdio: ['pipe', 'ignore', 'ignore'],
      // A Ctrl-C of the terminal is not for it.
      detached: true,
    });
    // Without it a drill is played all the same.
    this.child.on('error', () => undefined);
    this.child.stdin?.on('error', () => undefined);
    if (folder !== null) this.tell(`folder ${folder}`);
  }

  /** `group`: the leader of a group of processes; undefined: it could not be started. */
  started(group: number | undefined): void {
    if (group !== undefined) this.tell(`started ${group}`);
  }

  ended(group: number | undefined): void {
    if (group !== undefined) this.tell(`ended ${group}`);
  }

  /** There is nothing left to end. */
  async dismiss(): Promise<void> {
    const { child } = this;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.stdin?.end();
    await gone;
  }

  private tell(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }
}
