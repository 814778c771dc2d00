import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Clock } from '../../platform/index.js';
import { nameOfViolation, violationsOf, type Violation } from '../domain/baseline.js';
import type { DebtRule } from '../domain/debt.js';
import type { FlagOwner, FlagStage } from '../domain/flag.js';
import { DebtReads, type AskedFor, type Survey } from '../inventory/debt.reads.js';
import { Baselines } from './baselines.service.js';
import { MentionsReads, type Place } from './mentions.reads.js';
import { WaiversRepository, type Waiver } from './waivers.repository.js';

export interface DebtQuestion {
  /** Whose flags are asked for; null: those of the services that live in the repository, or all. */
  service: string | null;
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
  /** False: no service lives in the repository, and it was never scanned. */
  known: boolean;
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

const NO_FLAGS: ReadonlyMap<string, number> = new Map();

/** Key of an excuse. */
export const excuseKey = (rule: string, flag: string): string => `${rule} ${flag}`;

/** What the guard of flag debt asks for, and no more: a verdict must not read the whole inventory. */
@Injectable()
export class FlagDebtReads {
  /** The flags of a scan and of services, by the scan and the services: CI asks for the same ones again and again. */
  private readonly asked = new WeakMap<ReadonlyMap<string, number>, Map<string, AskedFor>>();
  /** Flags that a scan found and that are archived or not in the inventory, as long as the inventory has its shape. */
  private readonly dead = new WeakMap<ReadonlyMap<string, number>, { shape: number; keys: string[] }>();

  constructor(
    private readonly clock: Clock,
    private readonly catalog: Catalog,
    private readonly debts: DebtReads,
    private readonly mentions: MentionsReads,
    private readonly waivers: WaiversRepository,
    private readonly baselines: Baselines,
  ) {}

  /** Throws `unknown_service` (not found). */
  async facts(question: DebtQuestion): Promise<DebtFacts> {
    const { repository, references } = question;
    const began = this.clock.now();
    const asking = Promise.all([this.asking(question), this.waivers.active(began)]);
    // Nothing is waited for between the survey and what is asked of it, so that all of it is of one moment.
    const survey = await this.debts.survey(asking.then(([{ asks }]) => asks));
    const [{ services, known, found, scan }, waivers] = await asking;
    const isDead = (key: string): boolean => (survey.stageOf(key) ?? 'archived') === 'archived';
    const [places, admitted] = await Promise.all([
      references?.filter(({ flag }) => isDead(flag)) ??
        (scan === null || repository === null
          ? []
          : this.mentions.places(repository, this.deadOf(scan.flags, survey, isDead))),
      this.baselines.admittedOf(survey, services ?? [], began),
    ]);
    return {
      known,
      looked: survey.looked,
      flags: survey.flags.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      references: references?.length ?? scan?.places ?? null,
      places,
      scan: found && { commit: found.commit, branch: found.branch, scannedAt: found.scannedAt },
      excuses: excusesOf(survey, admitted, waivers),
    };
  }

  /** Which flags a question is about, and the scan that answers it. */
  private async asking({ service, repository, commit, references }: DebtQuestion) {
    const [one, living, found] = await Promise.all([
      service === null ? null : this.catalog.requireService(service),
      repository === null ? null : this.catalog.servicesIn([repository]),
      repository === null ? null : this.mentions.of(repository),
    ]);
    const known = repository === null || found !== null || (living ?? []).length > 0;
    const services = one === null ? living : [one.key];
    const scan = found !== null && (commit === null || commit === found.commit) ? found : null;
    const asks =
      references === null
        ? this.askedOf(services, scan?.flags ?? NO_FLAGS)
        : askedFor(services, new Set(references.map(({ flag }) => flag)));
    return { services, known, found, scan, asks };
  }

  private askedOf(services: readonly string[] | null, mentioned: ReadonlyMap<string, number>): AskedFor {
    const of = this.asked.get(mentioned) ?? new Map<string, AskedFor>();
    this.asked.set(mentioned, of);
    const name = JSON.stringify(services);
    const asks = of.get(name) ?? askedFor(services, mentioned);
    of.set(name, asks);
    return asks;
  }

  private deadOf(
    mentioned: ReadonlyMap<string, number>,
    { shape }: Survey,
    isDead: (key: string) => boolean,
  ): string[] {
    const known = this.dead.get(mentioned);
    if (known?.shape === shape) return known.keys;
    const keys = [...mentioned.keys()].filter(isDead);
    this.dead.set(mentioned, { shape, keys });
    return keys;
  }
}

function askedFor(services: readonly string[] | null, mentioned: { has: (key: string) => boolean }): AskedFor {
  const own = services === null ? null : new Set(services);
  return ({ key, service }) => own === null || own.has(service) || mentioned.has(key);
}

function excusesOf(survey: Survey, admitted: readonly Violation[], waivers: readonly Waiver[]): DebtFacts['excuses'] {
  const excuses = new Map<string, { by: 'waiver' | 'baseline'; detail: string }>();
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
