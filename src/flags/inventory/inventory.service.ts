import { Injectable } from '@nestjs/common';
import { Catalog, type Service } from '../../catalog/index.js';
import { can, People, type Actor } from '../../identity/index.js';
import { Db, invalidField, invalidFields, requireMatch, type Tx } from '../../platform/index.js';
import { ChangeControl } from '../control/change-control.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { extensionCapReached, flagArchived, flagExists, flagNotFound } from '../flags.errors.js';
import { draftFaults, newFaults, type DraftFacts, type FlagDraft } from '../domain/birth.js';
import { hasOwner } from '../domain/debt.js';
import { decideExtension } from '../domain/extension.js';
import { lostVariants } from '../domain/rules-faults.js';
import { NO_TARGETING } from '../domain/rules.js';
import { DEFAULT_VARIANTS, typeOfVariant } from '../domain/variants.js';
import type { Flag, FlagValue } from '../domain/flag.js';
import type { FlagPatch, NewFlagBody, OwnerBody } from './flag-bodies.contract.js';
import { FlagsRepository } from './flags.repository.js';
import { versionOf } from './flags.view.js';
import { FlagKinds } from './flag-kinds.js';
import { History, nameOf } from './history.js';
import { OwnerFactsReader } from './owner-facts.js';

/** Creates and changes flags. */
@Injectable()
export class Inventory {
  constructor(
    private readonly db: Db,
    private readonly catalog: Catalog,
    private readonly people: People,
    private readonly owners: OwnerFactsReader,
    private readonly kinds: FlagKinds,
    private readonly repository: FlagsRepository,
    private readonly history: History,
    private readonly rulesets: Rulesets,
    private readonly control: ChangeControl,
  ) {}

  /** Throws `invalid` naming every fault, `conflict` for a key that is taken. */
  async create(body: NewFlagBody, actor: Actor): Promise<Flag> {
    const flag = await this.db.transaction(async (tx) => {
      const draft = draftOf(body);
      const service = await this.catalog.service(draft.service, tx);
      const faults = draftFaults(draft, await this.factsOf(draft, service, tx), true, tx.now);
      if (faults.length > 0 || service === null) throw invalidFields(faults);
      const revision = await this.repository.nextRevision(tx);
      const born: Flag = {
        ...draft,
        killSwitch: { ...draft.killSwitch, lastDrilledAt: null },
        extensions: 0,
        key: body.key,
        name: body.name ?? body.key,
        description: body.description ?? null,
        stage: 'active',
        outcome: null,
        variants: checkedVariants(draft.variants),
        environments: service.environments.map(({ key }) => ({
          key,
          on: false,
          ...NO_TARGETING,
          revision,
          changedAt: tx.now,
          lastEvaluatedAt: null,
        })),
        revision,
        createdAt: tx.now,
        updatedAt: tx.now,
        createdBy: nameOf(actor),
      };
      if (!(await this.repository.insert(tx, born))) throw flagExists(body.key);
      const detail = { kind: born.kind, service: born.service };
      await this.history.record(tx, { flag: born.key, action: 'create', actor, detail, revision, at: tx.now });
      return born;
    });
    await this.rulesets.catchUp();
    return flag;
  }

  /**
   * Throws `precondition_failed` where `ifMatch` names another version, `conflict` for an archived flag, `invalid` for an
   * extension without reason, `forbidden` for one too many.
   */
  async change(key: string, patch: FlagPatch, ifMatch: string | undefined, actor: Actor): Promise<Flag> {
    const flag = await this.db.transaction((tx) => this.changeIn(tx, key, patch, ifMatch, actor));
    await this.rulesets.catchUp();
    return flag;
  }

  /** In the caller's transaction. Whoever commits it makes the rulesets catch up. */
  async changeIn(tx: Tx, key: string, patch: FlagPatch, ifMatch: string | undefined, actor: Actor): Promise<Flag> {
    const before = await this.repository.lock(tx, key);
    if (before === null) throw flagNotFound(key);
    requireMatch(ifMatch, versionOf(before));
    if (before.stage === 'archived') throw flagArchived(key);
    const draft = patched(before, patch);
    const expiryIsNew = draft.expiresAt?.getTime() !== before.expiresAt?.getTime();
    const service = await this.catalog.service(draft.service, tx);
    const facts = await this.factsOf(draft, service, tx);
    const found = draftFaults(draft, patch.owner === undefined ? trusting(facts) : facts, expiryIsNew, tx.now);
    const faults = [...newFaults(found, before, draft.kind), ...lostVariants(before, draft.variants)];
    if (faults.length > 0) throw invalidFields(faults);
    const reason = patch.reason ?? null;
    const extension = decideExtension(
      before,
      draft,
      { reason, byAdmin: can(actor, 'admin') },
      await this.kinds.policies(tx),
    );
    if (extension.do === 'refuse') {
      throw extension.why === 'cap'
        ? extensionCapReached(key, extension.cap)
        : invalidField('reason', 'missing', 'is required: why the flag is to live longer');
    }
    const after: Flag = {
      ...before,
      ...draft,
      killSwitch: { ...before.killSwitch, ...draft.killSwitch },
      extensions: extension.do === 'extend' ? extension.extensions : before.extensions,
      name: patch.name ?? before.name,
      description: patch.description === undefined ? before.description : patch.description,
      variants: checkedVariants(draft.variants),
    };
    const detail = differences(before, after);
    if (Object.keys(detail).length === 0) return before;
    const request = await this.requireApproval(tx, before, after, actor);
    after.updatedAt = tx.now;
    after.revision = await this.repository.nextRevision(tx);
    await this.repository.update(tx, after);
    await this.history.record(tx, {
      flag: key,
      action: extension.do === 'extend' ? 'extend' : 'change',
      actor,
      ...(reason === null ? {} : { reason }),
      detail: request === null ? detail : { ...detail, request },
      revision: after.revision,
      at: tx.now,
    });
    return after;
  }

  /** What a flag answers is a change of production as much as a flip is. */
  private async requireApproval(tx: Tx, before: Flag, after: Flag, actor: Actor): Promise<string | null> {
    const { variants, defaultVariant, offVariant } = after;
    if (!ANSWERS.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))) return null;
    const content = { kind: 'answers', variants, defaultVariant, offVariant } as const;
    return this.control.requireEverywhere(tx, { flag: before, content, actor });
  }

  private async factsOf(draft: FlagDraft, service: Service | null, tx: Tx): Promise<DraftFacts> {
    const { team, person } = draft.owner;
    const found = person === null ? null : await this.people.find(person, tx);
    return {
      serviceExists: service !== null,
      team: team === null ? null : await this.stateOfTeam(team, tx),
      person: person === null ? null : found === null ? 'unknown' : found.active ? 'active' : 'inactive',
    };
  }

  private async stateOfTeam(team: string, tx: Tx): Promise<'active' | 'inactive' | 'unknown'> {
    const owner = { team, person: null };
    const facts = (await this.owners.of([owner], tx))(owner);
    if (!facts.teamExists) return 'unknown';
    return hasOwner({ owner }, facts) ? 'active' : 'inactive';
  }
}

function draftOf(body: NewFlagBody): FlagDraft {
  const variants = body.variants ?? DEFAULT_VARIANTS;
  return {
    kind: body.kind,
    service: body.service,
    owner: ownerOf(body.owner),
    expiresAt: instantOf(body.expiresAt),
    removalTicket: body.removalTicket ?? null,
    killSwitch: { runbook: body.killSwitch?.runbook ?? null, blastRadius: body.killSwitch?.blastRadius ?? null },
    variants,
    defaultVariant: body.defaultVariant ?? 'on',
    offVariant: body.offVariant ?? 'off',
  };
}

function patched(flag: Flag, patch: FlagPatch): FlagDraft {
  return {
    kind: patch.kind ?? flag.kind,
    service: flag.service,
    owner: patch.owner === undefined ? flag.owner : ownerOf(patch.owner),
    expiresAt: patch.expiresAt === undefined ? flag.expiresAt : instantOf(patch.expiresAt),
    removalTicket: patch.removalTicket === undefined ? flag.removalTicket : patch.removalTicket,
    killSwitch: switchFacts(flag, patch),
    variants: patch.variants ?? flag.variants,
    defaultVariant: patch.defaultVariant ?? flag.defaultVariant,
    offVariant: patch.offVariant ?? flag.offVariant,
  };
}

/** A flag that becomes another kind leaves behind what it said as a kill switch. */
function switchFacts(flag: Flag, { kind, killSwitch = {} }: FlagPatch): FlagDraft['killSwitch'] {
  const { runbook, blastRadius } = flag.killSwitch;
  const before =
    (kind ?? flag.kind) === 'kill_switch' ? { runbook, blastRadius } : { runbook: null, blastRadius: null };
  return {
    runbook: killSwitch.runbook === undefined ? before.runbook : killSwitch.runbook,
    blastRadius: killSwitch.blastRadius === undefined ? before.blastRadius : killSwitch.blastRadius,
  };
}

/** An owner that left since must not keep people from changing something else; the debt says it. */
function trusting(facts: DraftFacts): DraftFacts {
  return { ...facts, team: null, person: null };
}

function ownerOf(owner: OwnerBody): Flag['owner'] {
  return { team: owner.team ?? null, person: owner.person ?? null };
}

function instantOf(text: string | null | undefined): Date | null {
  return text === null || text === undefined ? null : new Date(text);
}

function checkedVariants(variants: Record<string, unknown>): Record<string, FlagValue> {
  const holds = (value: unknown): value is FlagValue => typeOfVariant(value) !== null;
  const entries = Object.entries(variants).map(([name, value]): [string, FlagValue] => {
    if (!holds(value)) throw new Error(`Variant ${name} was let through unchecked`);
    return [name, value];
  });
  return Object.fromEntries(entries);
}

const ANSWERS = ['variants', 'defaultVariant', 'offVariant'] as const;

const COMPARED = [
  'name',
  'description',
  'kind',
  'owner',
  'expiresAt',
  'extensions',
  'removalTicket',
  'killSwitch',
  ...ANSWERS,
] as const;

function differences(before: Flag, after: Flag): Record<string, { from: unknown; to: unknown }> {
  const changed = COMPARED.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}
