import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Audit, People, type Actor } from '../../identity/index.js';
import { Catalog, type Service } from '../../catalog/index.js';
import { Db, DomainError, invalidField, type Tx } from '../../platform/index.js';
import { ChangeControl } from '../control/change-control.js';
import type { FlagOwner } from '../domain/flag.js';
import { NO_TARGETING } from '../domain/rules.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { FlagsRepository } from '../inventory/flags.repository.js';
import { History, nameOf, type HistoryEntry } from '../inventory/history.js';
import {
  ANY_ENVIRONMENT,
  type ImportFormat,
  type IncomingDocument,
  type IncomingFlag,
  type IncomingItem,
} from './domain/incoming.js';
import {
  bornFrom,
  debtAtBirth,
  environmentMap,
  planFlag,
  type EnvironmentMap,
  type ImportStep,
  type Present,
} from './domain/plan.js';
import { framed, readDocument, recognise } from './domain/recognise.js';
import type { ImportedFlagView, ImportQuery, ImportReport } from './import.contract.js';
import { environmentMissing, noEnvironments, otherFormat, unknownFormat, unknownTarget } from './import.errors.js';
import { ImportReads } from './import.reads.js';
import { FlagOverwrites } from './overwrites.service.js';
import { brokenView, countsOf, viewOfStep } from './import.view.js';

/** Flags that one transaction brings in. */
const BATCH = 500;

interface Run {
  format: ImportFormat;
  service: Service;
  map: EnvironmentMap;
  guarded: ReadonlySet<string>;
  query: ImportQuery;
  actor: Actor;
  /** Keys of the flags before, each once in a document. */
  seen: Set<string>;
}

interface Planned {
  at: string;
  flag: IncomingFlag;
  step: ImportStep;
}

/** Brings in the flags of other systems, in batches of one transaction each: what broke off is taken up by running it again. */
@Injectable()
export class FlagImport {
  constructor(
    private readonly db: Db,
    private readonly catalog: Catalog,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly control: ChangeControl,
    private readonly reads: ImportReads,
    private readonly repository: FlagsRepository,
    private readonly history: History,
    private readonly overwrites: FlagOverwrites,
    private readonly rulesets: Rulesets,
  ) {}

  /** Throws `invalid` for a document of no known format and for environments that the service has not. */
  async run(body: unknown, query: ImportQuery, actor: Actor): Promise<ImportReport> {
    const { format, document } = this.read(body, query.format);
    const service = await this.catalog.service(query.service);
    if (service === null) throw invalidField('service', 'unknown_service', `There is no service "${query.service}".`);
    const map = mapOf(document, service, query);
    const guarded = await this.guarded(service);
    const run: Run = { format, service, map, guarded, query, actor, seen: new Set() };
    const flags: ImportedFlagView[] = [];
    for (const batch of batchesOf(document.items())) flags.push(...(await this.batch(batch, run)));
    if (!query.dryRun) await this.rulesets.catchUp();
    const { losses } = document;
    return {
      dryRun: query.dryRun,
      format,
      service: service.key,
      environments: [...map].map(([source, environment]) => ({ source, environment })),
      counts: countsOf(flags, losses.length),
      losses,
      flags,
    };
  }

  private read(body: unknown, asked: ImportFormat | undefined): { format: ImportFormat; document: IncomingDocument } {
    const members = framed(body);
    if (members === null) throw unknownFormat();
    const format = asked ?? recognise(members);
    if (format === null) throw unknownFormat();
    const document = readDocument(format, members);
    if (document === null) throw otherFormat(format);
    return { format, document };
  }

  private async guarded(service: Service): Promise<Set<string>> {
    const guarded = new Set<string>();
    for (const { key } of service.environments) {
      const policy = await this.control.policyOf(this.db, { service: service.key }, key, { kind: 'flip', on: true });
      if (policy !== null) guarded.add(key);
    }
    return guarded;
  }

  private async batch(items: IncomingItem[], run: Run): Promise<ImportedFlagView[]> {
    const readable = items.flatMap((item) => ('flag' in item && !run.seen.has(item.flag.key) ? [item] : []));
    const firsts = new Map<string, (typeof readable)[number]>();
    for (const item of readable) if (!firsts.has(item.flag.key)) firsts.set(item.flag.key, item);
    const views = new Map<IncomingItem, ImportedFlagView>();
    const planned = await this.db.transaction(async (tx) => {
      const present = await this.reads.present(tx, [...firsts.keys()]);
      const plans = [...firsts.values()].map(({ at, flag }) => ({ at, flag, step: stepOf(flag, run, present) }));
      const owners = await this.owners(tx, plans);
      const born = plans.flatMap(({ flag, step }) => (step.do === 'create' ? [{ flag, step }] : []));
      const created = run.query.dryRun ? null : await this.create(tx, born, owners, run);
      return plans.map((plan) => ({ ...plan, owner: owners(plan.flag), lost: !(created?.has(plan.flag.key) ?? true) }));
    });
    for (const { at, flag, step, owner, lost } of planned) {
      const item = firsts.get(flag.key);
      if (item === undefined) continue;
      views.set(item, await this.settle({ at, flag, step }, owner, lost, run));
    }
    return items.map((item) => {
      const view = views.get(item);
      if (view !== undefined) {
        run.seen.add(view.key ?? '');
        return view;
      }
      if ('broken' in item) return brokenView(item.at, item.broken.key, item.broken.faults);
      const twice = { field: 'key', code: 'twice', detail: 'A flag of this key stands before it in the document.' };
      return brokenView(item.at, item.flag.key, [twice]);
    });
  }

  /** Writes the new flags of a batch. Answers which of them came in: another import may have been first. */
  private async create(
    tx: Tx,
    born: { flag: IncomingFlag; step: ImportStep & { do: 'create' } }[],
    owners: (flag: IncomingFlag) => FlagOwner,
    { service, actor, format, map }: Run,
  ): Promise<Set<string>> {
    if (born.length === 0) return new Set();
    const revision = await this.repository.nextRevision(tx);
    const birth = { service: service.key, environments: service.environments.map(({ key }) => key), revision };
    const flags = born.map(({ flag, step }) =>
      bornFrom(flag, step.states, { ...birth, owner: owners(flag), by: nameOf(actor), now: tx.now }),
    );
    const created = new Set(await this.repository.insertMany(tx, flags));
    const entries = born
      .filter(({ flag }) => created.has(flag.key))
      .flatMap(({ flag, step: { states, losses } }): HistoryEntry[] => {
        const entry = { flag: flag.key, actor, revision, at: tx.now };
        const detail = { format, environments: [...states.keys()], losses };
        // The rules that it came with are a version to go back to, as those that are saved here are.
        const rules = [...states].flatMap(([environment, { targeting }]): HistoryEntry[] => {
          if (targeting === null || isDeepStrictEqual(targeting, NO_TARGETING)) return [];
          const reason = `imported from ${format}`;
          return [
            { ...entry, action: 'rules', environment, reason, detail: { before: NO_TARGETING, after: targeting } },
          ];
        });
        return [{ ...entry, action: 'import', detail }, ...rules];
      });
    await this.history.recordMany(tx, entries);
    const detail = { format, flags: [...created], environments: Object.fromEntries(map) };
    await this.audit.record(tx, { actor, action: 'flag.import', subject: `service:${service.key}`, detail });
    tx.announce('flags');
    return created;
  }

  private async settle(
    { at, flag, step }: Planned,
    owner: FlagOwner,
    lost: boolean,
    { query, actor, format }: Run,
  ): Promise<ImportedFlagView> {
    if (step.do === 'create') {
      if (lost) return viewOfStep(at, flag, { do: 'leave', why: 'It came in meanwhile.', losses: step.losses }, []);
      return viewOfStep(at, flag, step, debtAtBirth(flag, owner));
    }
    if (step.do === 'leave' || query.dryRun) return viewOfStep(at, flag, step, []);
    try {
      await this.overwrites.apply(flag, step, format, actor);
      return viewOfStep(at, flag, step, []);
    } catch (error) {
      // One flag that may not be changed must not keep the others out.
      if (!(error instanceof DomainError)) throw error;
      return viewOfStep(at, flag, { do: 'leave', why: error.detail, losses: step.losses }, []);
    }
  }

  /** Who of those whom the source names is known here: an active person by e-mail, else a team by key. */
  private async owners(tx: Tx, plans: Planned[]): Promise<(flag: IncomingFlag) => FlagOwner> {
    const flags = plans.map(({ flag }) => flag);
    const emails = new Set(flags.flatMap(({ owner }) => owner.email ?? []));
    const people = new Map<string, string>();
    for (const email of emails) {
      const [found, ...others] = (await this.people.withEmail(email, tx)).filter(({ active }) => active);
      if (found !== undefined && others.length === 0) people.set(email, found.key);
    }
    const teams = new Set(await this.catalog.known([...new Set(flags.flatMap(({ owner }) => owner.team ?? []))], tx));
    return ({ owner: { team, email } }) => {
      if (team !== null && teams.has(team)) return { team, person: null };
      return { team: null, person: email === null ? null : (people.get(email) ?? null) };
    };
  }
}

function stepOf(flag: IncomingFlag, run: Run, present: ReadonlyMap<string, Present>): ImportStep {
  const { service, map, guarded, query } = run;
  return planFlag(flag, {
    service: service.key,
    map,
    guarded,
    overwrite: query.overwrite,
    present: present.get(flag.key) ?? null,
  });
}

function* batchesOf(items: Iterable<IncomingItem>): Generator<IncomingItem[]> {
  let batch: IncomingItem[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function mapOf(document: IncomingDocument, service: Service, query: ImportQuery): EnvironmentMap {
  const ours = service.environments.map(({ key }) => key);
  const asked = new Map(
    (query.environments ?? '')
      .split(',')
      .filter((pair) => pair !== '')
      .map((pair): [string, string | null] => {
        const [theirs = '', mine = ''] = pair.split(':').map((part) => part.trim());
        return [theirs, mine === '' ? null : mine];
      }),
  );
  for (const target of asked.values())
    if (target !== null && !ours.includes(target)) throw unknownTarget('environments', target);
  const only = query.environment ?? null;
  if (only !== null && !ours.includes(only)) throw unknownTarget('environment', only);
  const map = environmentMap(document.environments, ours, asked, only);
  if (document.environments.length > 0 && [...map.values()].every((target) => target === null) && asked.size === 0)
    throw document.environments.includes(ANY_ENVIRONMENT)
      ? environmentMissing(ours)
      : noEnvironments(document.environments, ours);
  return map;
}
