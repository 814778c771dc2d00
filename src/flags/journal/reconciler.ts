import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Audit, type Actor } from '../../identity/index.js';
import { AppConfig, DatabaseWatch, Db, Ticks, type Tx } from '../../platform/index.js';
import type { Flag } from '../domain/flag.js';
import type { JournalText, KillEntry } from '../domain/kill-entry.js';
import { reconcile, type KillOutcome } from '../domain/reconcile.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { FlagsRepository } from '../inventory/flags.repository.js';
import { History } from '../inventory/history.js';
import { Flips } from '../lifecycle/flips.service.js';
import { JournaledKills } from './journaled-kills.repository.js';
import { KillJournal } from './kill-journal.js';

const LOOK_MS = 500;

/**
 * Takes what the journal holds into the database, each kill once whatever happens in between, and lets the database's word
 * count again after that. While the database is away, kills found on disk count here: those of before a restart, and those of
 * other processes on the same folder.
 */
@Injectable()
export class Reconciler implements OnApplicationBootstrap {
  private readonly logger = new Logger('KillJournal');
  private running: Promise<void> | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly db: Db,
    private readonly watch: DatabaseWatch,
    private readonly journal: KillJournal,
    private readonly kills: JournaledKills,
    private readonly flags: FlagsRepository,
    private readonly flips: Flips,
    private readonly history: History,
    private readonly audit: Audit,
    private readonly rulesets: Rulesets,
    ticks: Ticks,
  ) {
    if (!config.role.api) return;
    ticks.every('flags.reconcile-kills', LOOK_MS, () => this.look(), 'everywhere');
    watch.onReturn('The reconciling of kills', () => this.look());
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.role.api) await this.hold(await this.journal.files());
  }

  /** Reads what is on disk, and reconciles it if the database is there. */
  look(): Promise<void> {
    this.running ??= this.work().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async work(): Promise<void> {
    const files = await this.journal.files();
    await this.hold(files);
    if (this.watch.away || !this.rulesets.ready) return;
    for (const file of files) await this.reconcileFile(file);
    const held = this.rulesets.heldKills();
    if (held.length === 0) return;
    for (const entry of held) await this.settle(entry);
    // Until what was settled is loaded, the database's word would switch them on again; the next look tries again.
    if (!(await this.rulesets.catchUp())) return;
    this.rulesets.release(new Set(held.map(({ id }) => id)));
  }

  /** Lets kills on disk count here. */
  private async hold(files: string[]): Promise<void> {
    for (const file of files) {
      const text = await this.journal.read(file);
      if (text && this.rulesets.ready) this.rulesets.hold(this.ours(text));
    }
  }

  private ours({ entries }: JournalText): KillEntry[] {
    return entries.filter(({ installation }) => installation === this.rulesets.installation);
  }

  private async reconcileFile(name: string): Promise<void> {
    const file = await this.journal.take(name);
    const text = file === null ? null : await this.journal.read(file);
    if (file === null || text === null) return;
    const ours = this.ours(text);
    for (const entry of ours) await this.settle(entry);
    if (ours.length < text.entries.length) await this.journal.putAside(file, 'it holds kills of another installation');
    else if (text.unreadable > 0) await this.journal.putAside(file, `${text.unreadable} of its lines are damaged`);
    else await this.journal.remove(file);
  }

  private async settle(entry: KillEntry): Promise<void> {
    const outcome = await this.db.transaction((tx) => this.settleIn(tx, entry));
    if (outcome) this.logger.log(`The kill of ${entry.flag} in ${entry.environment} at ${entry.at}: ${outcome}`);
  }

  /** Null: it was settled before. */
  private async settleIn(tx: Tx, entry: KillEntry): Promise<KillOutcome | null> {
    const flag = await this.flags.lock(tx, entry.flag);
    const made = await this.kills.isFlip(tx, entry.id);
    const outcome = made ? 'killed' : reconcile(flag, entry);
    if (!(await this.kills.insert(tx, entry, outcome))) return null;
    if (made) return outcome;
    const actor: Actor = { ...entry.actor, permissions: new Set(entry.actor.permissions) };
    // Its rows are of the time and the request of the kill, not of the reconciling.
    const then: Tx = { ...tx, now: new Date(entry.at), correlationId: entry.correlationId ?? tx.correlationId };
    if (outcome === 'killed') await this.kill(then, entry, actor);
    else if (flag) await this.note(then, flag, entry, actor, outcome);
    else {
      const detail = { environment: entry.environment, reason: entry.reason, journaled: true, outcome };
      await this.audit.record(then, { actor, action: 'flag.kill', subject: `flag:${entry.flag}`, detail });
    }
    return outcome;
  }

  private async kill(tx: Tx, entry: KillEntry, actor: Actor): Promise<void> {
    const { id, flag, environment, reason, incident, drillRun } = entry;
    const askAt = entry.askAt === null ? null : new Date(entry.askAt);
    const origin = { journaled: true as const, ...(drillRun !== undefined && { drillRun }) };
    await this.flips.flipIn(
      tx,
      { id, flag, environment, on: false, kill: true, reason, incident, askAt, origin },
      actor,
    );
  }

  /** It changed nothing; that it was asked for is told all the same. */
  private async note(tx: Tx, flag: Flag, entry: KillEntry, actor: Actor, outcome: KillOutcome): Promise<void> {
    const { environment, reason, incident } = entry;
    await this.history.record(tx, {
      flag: flag.key,
      action: 'kill',
      actor,
      environment,
      reason,
      incident,
      detail: { on: false, journaled: true, outcome },
      revision: flag.revision,
      at: tx.now,
    });
  }
}
