import type { FieldError } from '../../platform/index.js';
import { needsEnd, type FlagKind, type FlagOwner, type KillSwitchFacts } from './flag.js';
import { variantFaults } from './variants.js';

/** What a flag says of itself when it is created or changed. */
export interface FlagDraft {
  kind: FlagKind;
  service: string;
  owner: FlagOwner;
  expiresAt: Date | null;
  removalTicket: string | null;
  killSwitch: Pick<KillSwitchFacts, 'runbook' | 'blastRadius'>;
  variants: Record<string, unknown>;
  defaultVariant: string;
  offVariant: string;
}

/** What the catalog and the people say of the names in a draft; null where the draft names none. */
export interface DraftFacts {
  serviceExists: boolean;
  /** inactive: everybody who is recorded in it has left. */
  team: 'active' | 'inactive' | 'unknown' | null;
  person: 'active' | 'inactive' | 'unknown' | null;
}

/** Everything that keeps a draft from becoming (or staying) a flag; `expiryIsNew` asks that its expiry lies ahead. */
export function draftFaults(draft: FlagDraft, facts: DraftFacts, expiryIsNew: boolean, now: Date): FieldError[] {
  const faults: FieldError[] = [];
  const fault = (field: string, code: string, detail: string): void => void faults.push({ field, code, detail });
  if (!facts.serviceExists) fault('service', 'unknown_service', `There is no service "${draft.service}".`);
  const { team, person } = draft.owner;
  if (team === null && person === null) fault('owner', 'missing', 'is required: a team or a person');
  if (team !== null && person !== null) fault('owner', 'ambiguous', 'must be a team or a person, not both');
  if (facts.team === 'unknown') fault('owner.team', 'unknown_team', `There is no team "${team}".`);
  if (facts.team === 'inactive')
    fault('owner.team', 'inactive_team', `Nobody of the team "${team}" is active any more.`);
  if (facts.person === 'unknown') fault('owner.person', 'unknown_person', `There is no person "${person}".`);
  if (facts.person === 'inactive') fault('owner.person', 'inactive_person', `"${person}" is not active any more.`);
  if (needsEnd(draft.kind)) {
    if (draft.expiresAt === null) fault('expiresAt', 'missing', `is required of a flag of kind ${draft.kind}`);
    if (draft.removalTicket === null) fault('removalTicket', 'missing', `is required of a flag of kind ${draft.kind}`);
  }
  if (draft.removalTicket !== null && !isTicket(draft.removalTicket)) {
    fault(
      'removalTicket',
      'bad_ticket',
      'must be an address (https://…) or a tracker key such as OPS-12 or owner/name#12',
    );
  }
  const { runbook, blastRadius } = draft.killSwitch;
  if (draft.kind !== 'kill_switch' && (runbook !== null || blastRadius !== null)) {
    fault('killSwitch', 'not_a_kill_switch', `is for kill switches, not for flags of kind ${draft.kind}`);
  }
  if (runbook !== null && !(/^https?:\/\//i.test(runbook) && URL.canParse(runbook))) {
    fault('killSwitch.runbook', 'bad_address', 'must be an address (https://…)');
  }
  if (expiryIsNew && draft.expiresAt !== null && draft.expiresAt.getTime() <= now.getTime()) {
    fault('expiresAt', 'in_the_past', 'must lie ahead');
  }
  return [...faults, ...variantFaults(draft.variants, draft.defaultVariant, draft.offVariant)];
}

/**
 * Without what a flag lacked before the change already: one that was imported without owner or end owes them as debt, which
 * keeps nobody from changing something else.
 */
export function newFaults(
  faults: FieldError[],
  before: Pick<FlagDraft, 'kind' | 'owner' | 'expiresAt' | 'removalTicket'>,
  kind: FlagKind,
): FieldError[] {
  if (kind !== before.kind) return faults;
  const lacking = new Set([
    ...(before.owner.team === null && before.owner.person === null ? ['owner'] : []),
    ...(before.expiresAt === null ? ['expiresAt'] : []),
    ...(before.removalTicket === null ? ['removalTicket'] : []),
  ]);
  return faults.filter(({ field, code }) => code !== 'missing' || !lacking.has(field));
}

/** An http(s) address, or one word with a digit in it: OPS-12, #12, owner/name#12. */
export function isTicket(text: string): boolean {
  if (text.length > 500) return false;
  if (/^https?:\/\//i.test(text)) return URL.canParse(text);
  return /^[\w./#-]{1,200}$/.test(text) && /\d/.test(text);
}
