import type { Decision, Reason } from './verdict.js';

export interface DebtFlag {
  key: string;
  service: string;
  stage: string;
  debt: readonly string[];
  expiresAt: Date | null;
  owner: { team: string | null; person: string | null };
}

export interface Reference {
  flag: string;
  path: string;
  line: number;
}

export interface FlagDebtFacts {
  subject: string;
  /** The whole inventory. */
  flags: readonly DebtFlag[];
  /** Services that the question is about; null: all. */
  services: readonly string[] | null;
  /** Where code mentions flags; null where nobody scanned it, though the question is about code. */
  references: readonly Reference[] | null;
  asksForCode: boolean;
}

const DETAIL: Record<string, string> = {
  expired: 'The flag is past its expiry: remove it, or complete it and archive it.',
  no_owner: 'The flag has no owner who is still here.',
  no_removal_ticket: 'The flag has no removal ticket.',
  stale: 'The flag has been in the same state everywhere for longer than its kind is meant to live.',
};

/** Flags of the services asked for, and every flag that the code mentions, must owe nothing. */
export function decideFlagDebt(facts: FlagDebtFacts): Decision {
  const byKey = new Map(facts.flags.map((flag) => [flag.key, flag]));
  const references = facts.references ?? [];
  const mentioned = new Set(references.map(({ flag }) => flag));
  const asked = facts.flags.filter(
    ({ key, service }) => facts.services === null || facts.services.includes(service) || mentioned.has(key),
  );
  const reasons: Reason[] = asked
    .filter(({ stage }) => stage !== 'archived')
    .flatMap((flag) => flag.debt.map((rule) => owed(flag, rule)));
  const seen = new Set<string>();
  for (const { flag: key, path, line } of references) {
    const flag = byKey.get(key);
    if (flag && flag.stage !== 'archived') continue;
    const rule = flag ? 'archived_in_code' : 'unknown_flag';
    const place = `${key}\n${path}\n${line}`;
    if (seen.has(place)) continue;
    seen.add(place);
    const detail = flag
      ? `The code still asks for an archived flag (${path}:${line}).`
      : `The code asks for a flag that the inventory does not know (${path}:${line}).`;
    reasons.push({ rule, subject: key, detail, path, line, ...(flag && ownerOf(flag)) });
  }
  const counts: Record<string, number> = { flags: asked.length, references: references.length };
  for (const { rule } of reasons) counts[rule] = (counts[rule] ?? 0) + 1;
  if (reasons.length > 0) return { verdict: 'block', subject: facts.subject, reasons, counts };
  if (facts.asksForCode && facts.references === null) {
    const detail = 'The code was not scanned at this commit: run `loop scan`, or send references.';
    return {
      verdict: 'insufficient_data',
      subject: facts.subject,
      reasons: [{ rule: 'not_scanned', subject: facts.subject, detail }],
      counts,
    };
  }
  return { verdict: 'pass', subject: facts.subject, reasons, counts };
}

function owed(flag: DebtFlag, rule: string): Reason {
  const since = rule === 'expired' && flag.expiresAt !== null ? { since: flag.expiresAt.toISOString() } : {};
  return { rule, subject: flag.key, detail: DETAIL[rule] ?? rule, ...since, ...ownerOf(flag) };
}

function ownerOf({ owner }: DebtFlag): { owner?: string } {
  if (owner.person !== null) return { owner: `person:${owner.person}` };
  return owner.team === null ? {} : { owner: `team:${owner.team}` };
}
