import type { Decision, Reason } from './verdict.js';

export interface DebtFlag {
  key: string;
  stage: string;
  debt: readonly string[];
  expiresAt: Date | null;
  /** Since when it is in the same state everywhere. */
  sameSince: Date | null;
  owner: { team: string | null; person: string | null };
}

export interface Reference {
  flag: string;
  path: string;
  line: number;
}

/** Why a reason does not block. */
export interface Excuse {
  by: 'waiver' | 'baseline';
  detail: string;
}

export interface FlagDebtFacts {
  subject: string;
  /** How many flags were looked at: those of the services asked for, and those that the code mentions. */
  looked: number;
  /** Those of them that owe something, and archived ones. */
  flags: readonly DebtFlag[];
  /** How many mentions in code were looked at; null where nobody scanned it, though the question may be about code. */
  references: number | null;
  /** Those that ask for a flag that is archived or that nobody knows. */
  places: readonly Reference[];
  asksForCode: boolean;
  excuseOf: (rule: string, flag: string) => Excuse | undefined;
}

const DETAIL: Record<string, string> = {
  expired: 'The flag is past its expiry: remove it, or complete it and archive it.',
  no_owner: 'The flag has no owner who is still here.',
  no_expiry: 'The flag has no end: give it an expiry.',
  no_removal_ticket: 'The flag has no removal ticket.',
  stale: 'The flag has done its work: it decides nothing any more, for longer than its kind is meant to live.',
};

/** Flags of the services asked for, and every flag that the code mentions, must owe nothing that nobody excused. */
export function decideFlagDebt(facts: FlagDebtFacts): Decision {
  const byKey = new Map(facts.flags.map((flag) => [flag.key, flag]));
  const found = [
    ...facts.flags
      .filter(({ stage }) => stage !== 'archived')
      .flatMap((flag) => flag.debt.map((rule) => owed(flag, rule))),
    ...distinct(facts.places).map((place) => misplaced(place, byKey.get(place.flag))),
  ];
  const counts: Record<string, number> = { flags: facts.looked, references: facts.references ?? 0 };
  const count = (name: string): void => void (counts[name] = (counts[name] ?? 0) + 1);
  const reasons = found.map((reason): Reason => {
    const excuse = facts.excuseOf(reason.rule, reason.subject);
    count(reason.rule);
    if (excuse === undefined) return reason;
    count(excuse.by === 'waiver' ? 'waived' : 'admitted');
    return { ...reason, waiver: excuse.detail };
  });
  const { subject } = facts;
  if (reasons.some(({ waiver }) => waiver === undefined)) return { verdict: 'block', subject, reasons, counts };
  if (facts.asksForCode && facts.references === null) {
    const detail = 'The code was not scanned at this commit: run `loop scan`, or send references.';
    return {
      verdict: 'insufficient_data',
      subject,
      reasons: [...reasons, { rule: 'not_scanned', subject, detail }],
      counts,
    };
  }
  return { verdict: 'pass', subject, reasons, counts };
}

function distinct(places: readonly Reference[]): Reference[] {
  const seen = new Map(places.map((place) => [`${place.flag}\n${place.path}\n${place.line}`, place]));
  return [...seen.values()];
}

function misplaced({ flag: key, path, line }: Reference, flag: DebtFlag | undefined): Reason {
  const detail = flag
    ? `The code still asks for an archived flag (${path}:${line}).`
    : `The code asks for a flag that the inventory does not know (${path}:${line}).`;
  return {
    rule: flag ? 'archived_in_code' : 'unknown_flag',
    subject: key,
    detail,
    path,
    line,
    ...(flag && ownerOf(flag)),
  };
}

function owed(flag: DebtFlag, rule: string): Reason {
  const since = rule === 'expired' ? flag.expiresAt : rule === 'stale' ? flag.sameSince : null;
  const told = since === null ? {} : { since: since.toISOString() };
  return { rule, subject: flag.key, detail: DETAIL[rule] ?? rule, ...told, ...ownerOf(flag) };
}

function ownerOf({ owner }: DebtFlag): { owner?: string } {
  if (owner.person !== null) return { owner: `person:${owner.person}` };
  return owner.team === null ? {} : { owner: `team:${owner.team}` };
}
