import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { nameOfViolation, violationsOf } from '../domain/baseline.js';
import type { DebtRule } from '../domain/debt.js';
import type { FlagOwner, FlagStage } from '../domain/flag.js';
import { DebtReads, type Survey } from '../inventory/debt.reads.js';
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
  /** How many flags were looked at: those of the services, and those that the code asks for. */
  looked: number;
  /** Those of them that owe something, and archived ones, by key. */
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
  /** Flags that a scan found and that are archived or not in the inventory, until another scan or another flag comes. */
  private readonly dead = new WeakMap<ReadonlyMap<string, number>, { version: number; keys: string[] }>();

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
    const mentioned =
      references === null ? (scan?.flags ?? new Map<string, number>()) : new Set(references.map(({ flag }) => flag));
    const own = services === null ? null : new Set(services);
    const survey = await this.debts.survey(
      ({ key, service }) => own === null || own.has(service) || mentioned.has(key),
    );
    const isDead = (key: string): boolean => (survey.stageOf(key) ?? 'archived') === 'archived';
    const places =
      references === null
        ? scan === null || repository === null
          ? []
          : await this.mentions.places(repository, this.deadOf(scan.flags, survey, isDead))
        : references.filter(({ flag }) => isDead(flag));
    return {
      looked: survey.looked,
      flags: survey.flags.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      references: references?.length ?? scan?.places ?? null,
      places,
      scan: found && { commit: found.commit, branch: found.branch, scannedAt: found.scannedAt },
      excuses: await this.excuses(survey, services ?? []),
    };
  }

  private deadOf(
    mentioned: ReadonlyMap<string, number>,
    { version }: Survey,
    isDead: (key: string) => boolean,
  ): string[] {
    const known = this.dead.get(mentioned);
    if (known?.version === version) return known.keys;
    const keys = [...mentioned.keys()].filter(isDead);
    this.dead.set(mentioned, { version, keys });
    return keys;
  }

  /** Whether anything is known of a repository's code. */
  async isScanned(repository: string): Promise<boolean> {
    return (await this.mentions.of(repository)) !== null;
  }

  private async excuses(survey: Survey, services: readonly string[]): Promise<DebtFacts['excuses']> {
    const excuses = new Map<string, { by: 'waiver' | 'baseline'; detail: string }>();
    const [admitted, waivers] = await Promise.all([
      this.baselines.admittedOf(survey, services),
      this.waivers.active(this.clock.now()),
    ]);
    const present = new Set(admitted.length === 0 ? [] : survey.flags.flatMap(violationsOf).map(nameOfViolation));
    for (const entry of admitted) {
      const inCode = entry.rule === 'unknown_flag' || entry.rule === 'archived_in_code';
      if (!inCode && !present.has(nameOfViolation(entry))) continue;
      excuses.set(excuseKey(entry.rule, entry.subject), {
        by: 'baseline',
        detail: 'admitted with the baseline of its service',
      });
    }
    for (const { rule, flag, reason, expiresAt, approvedBy } of waivers) {
      excuses.set(excuseKey(rule, flag), {
        by: 'waiver',
        detail: `${reason} (until ${expiresAt.toISOString()}, approved by ${approvedBy ?? ''})`,
      });
    }
    return excuses;
  }
}
