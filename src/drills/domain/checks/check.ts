import type { Evidence } from '../evidence.js';

/** A part of the evidence that somebody has to record. */
export type Part = Exclude<keyof Evidence, 'run' | 'scenario'>;

export interface EvidenceLink {
  label: string;
  /** Where it is shown, under the address of the installation. */
  url?: string;
}

export interface Judgement {
  status: 'passed' | 'failed';
  /** What was found, in numbers. */
  detail: string;
  evidence: EvidenceLink[];
}

export interface CheckResult {
  id: string;
  title: string;
  status: Judgement['status'] | 'not_applicable';
  detail: string;
  evidence: EvidenceLink[];
}

/** One claim about a run. */
export interface Check {
  id: string;
  /** The claim, as a sentence that is true where the check passes. */
  title: string;
  /** Parts without any of which it fails. */
  needs: readonly Part[];
  /** Why a run of this scenario cannot make the claim; null: it can. Asked only where the scenario selects no checks. */
  exempt: (evidence: Evidence) => string | null;
  judge: (evidence: Evidence) => Judgement;
}

type Whole<P extends Part> = Evidence & { [K in P]: NonNullable<Evidence[K]> };

export function passed(detail: string, ...evidence: EvidenceLink[]): Judgement {
  return { status: 'passed', detail, evidence };
}

export function failed(detail: string, ...evidence: EvidenceLink[]): Judgement {
  return { status: 'failed', detail, evidence };
}

/** Passed with what was found, unless there are faults, which are all told. */
export function unless(faults: readonly string[], detail: string, ...evidence: EvidenceLink[]): Judgement {
  return faults.length === 0 ? passed(detail, ...evidence) : failed(some(faults), ...evidence);
}

const TOLD = 5;

function some(faults: readonly string[]): string {
  const more = faults.length - TOLD;
  return `${faults.slice(0, TOLD).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

/** A check whose rule is asked only where nothing that it needs is missing. */
export function defineCheck<P extends Part>(check: {
  id: string;
  title: string;
  needs: readonly P[];
  exempt?: (evidence: Evidence) => string | null;
  judge: (evidence: Whole<P>) => Judgement;
}): Check {
  const { needs, judge } = check;
  return {
    ...check,
    exempt: check.exempt ?? (() => null),
    judge: (evidence) =>
      isWhole(evidence, needs)
        ? judge(evidence)
        : failed(`Nobody recorded ${needs.filter((part) => isMissing(evidence, part)).join(', ')}.`),
  };
}

/** A check about the flag by which the scenario's change is released. */
export function defineFlagCheck<P extends Part>(check: {
  id: string;
  title: string;
  needs: readonly P[];
  judge: (evidence: Whole<P>, flag: string) => Judgement;
}): Check {
  return defineCheck({
    ...check,
    exempt: ({ scenario }) => (scenario.flag === null ? 'The scenario has no flag.' : null),
    judge: (evidence) =>
      evidence.scenario.flag === null
        ? failed('The scenario names no flag.')
        : check.judge(evidence, evidence.scenario.flag),
  });
}

export function isMissing(evidence: Evidence, part: Part): boolean {
  const recorded = evidence[part];
  return recorded === null || recorded === undefined || (Array.isArray(recorded) && recorded.length === 0);
}

function isWhole<P extends Part>(evidence: Evidence, needs: readonly P[]): evidence is Whole<P> {
  return needs.every((part) => !isMissing(evidence, part));
}
