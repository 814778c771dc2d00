import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { nameOfViolation, violationsOf } from '../domain/baseline.js';
import type { DebtRule } from '../domain/debt.js';
import type { FlagOwner, FlagStage } from '../domain/flag.js';
import { DebtReads, type JudgedFlag } from '../inventory/debt.reads.js';
import { Baselines } from './baselines.service.js';
import { MentionsReads, type Place } from './mentions.reads.js';
import { WaiversRepository } from './waivers.repository.js';

export interface DebtQuestion {
  /** Services whose flags are asked for; null: all. */
  services: readonly string[] | null;
  repository: string | null;
  /** Judge the repository's last scan only where it was of this commit; null: whichever. */
  commit: string | null;
  /** Where code asks for flags; null: what the last scan of the repository found. */
  references: readonly Place[] | null;
}

export interface AskedFlag {
  key: string;
  stage: FlagStage;
  owner: FlagOwner;
  expiresAt: Date | null;
  sameSince: Date | null;
  debt: DebtRule[];
}

export interface DebtFacts {
  /** Flags of the services, and those that the code asks for. */
  flags: AskedFlag[];
  /** How many places in code were looked at; null: nobody scanned it at this commit. */
  references: number | null;
  /** Places that ask for a flag that is archived or not in the inventory. */
  places: Place[];
  scan: { commit: string; branch: string; scannedAt: Date } | null;
  /** Why a reason does not block, by rule and flag: a waiver, or a baseline. */
  excuses: ReadonlyMap<string, { by: 'waiver' | 'baseline'; detail: string }>;
}

/** Key of an excuse. */
export const excuseKey = (rule: string, flag: string): string => `${rule} ${flag}`;

/** What the guard of flag debt asks for, and no more: a verdict must not read the whole inventory. */
@Injectable()
export class FlagDebtReads {
  constructor(
    private readonly clock: Clock,
    private readonly debts: DebtReads,
    private readonly mentions: MentionsReads,
    private readonly waivers: WaiversRepository,
    private readonly baselines: Baselines,
  ) {}

  async facts({ services, repository, commit, references }: DebtQuestion): Promise<DebtFacts> {
    const found = repository === null ? null : await this.mentions.of(repository);
    const scan = found !== null && (commit === null || commit === found.commit) ? found : null;
    const mentioned: ReadonlySet<string> =
      references === null ? (scan?.flags ?? new Set<string>()) : new Set(references.map(({ flag }) => flag));
    const own = services === null ? null : new Set(services);
    const flags = await this.debts.judged(({ key, service }) => own === null || own.has(service) || mentioned.has(key));
    const alive = new Set(flags.flatMap(({ key, stage }) => (stage === 'archived' ? [] : [key])));
    const dead = [...mentioned].filter((key) => !alive.has(key));
    const places =
      references === null
        ? scan === null || repository === null
          ? []
          : await this.mentions.places(repository, dead)
        : references.filter(({ flag }) => !alive.has(flag));
    return {
      flags: flags.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      references: references?.length ?? scan?.places ?? null,
      places,
      scan: found && { commit: found.commit, branch: found.branch, scannedAt: found.scannedAt },
      excuses: await this.excuses(flags, services ?? []),
    };
  }

  /** Whether anything is known of a repository's code. */
  async isScanned(repository: string): Promise<boolean> {
    return (await this.mentions.of(repository)) !== null;
  }

  private async excuses(flags: JudgedFlag[], services: readonly string[]): Promise<DebtFacts['excuses']> {
    const excuses = new Map<string, { by: 'waiver' | 'baseline'; detail: string }>();
    const present = new Set(flags.flatMap(violationsOf).map(nameOfViolation));
    const admitted = await this.baselines.admittedOf(flags, [...services]);
    for (const entry of admitted) {
      const inCode = entry.rule === 'unknown_flag' || entry.rule === 'archived_in_code';
      if (!inCode && !present.has(nameOfViolation(entry))) continue;
      excuses.set(excuseKey(entry.rule, entry.subject), {
        by: 'baseline',
        detail: 'admitted with the baseline of its service',
      });
    }
    for (const { rule, flag, reason, expiresAt, approvedBy } of await this.waivers.active(this.clock.now())) {
      excuses.set(excuseKey(rule, flag), {
        by: 'waiver',
        detail: `${reason} (until ${expiresAt.toISOString()}, approved by ${approvedBy ?? ''})`,
      });
    }
    return excuses;
  }
}
