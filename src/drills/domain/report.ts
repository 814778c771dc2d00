import type { CheckResult } from './checks/check.js';
import { allPassed, verify } from './checks/checks.js';
import { comparisonOf, type ComparisonInWords } from './comparison.js';
import type { Evidence } from './evidence.js';
import { scoresOf, type Score } from './scores.js';

/** What an observer wrote down. */
export interface Note {
  at: string;
  author: string;
  text: string;
}

export interface DrillReport {
  /** What was played. */
  drill: {
    run: string;
    scenario: string;
    title: string;
    service: string;
    environment: string;
    mode: string;
    surprise: boolean;
    startedAt: string;
    endedAt: string | null;
  };
  /** Whether no check failed, and at least one was asked. */
  passed: boolean;
  checks: CheckResult[];
  scores: Score[];
  comparison: ComparisonInWords | null;
  notes: Note[];
  /** What to do better next time, from what failed, what was slow, and what was not seen. */
  improvements: string[];
}

export function reportOf(evidence: Evidence, notes: readonly Note[]): DrillReport {
  const checks = verify(evidence);
  const scores = scoresOf(evidence);
  const comparison = comparisonOf(evidence.snapshots);
  const { run, scenario } = evidence;
  return {
    drill: {
      run: run.id,
      scenario: scenario.scenario,
      title: scenario.title,
      service: scenario.service,
      environment: scenario.environment,
      mode: run.mode,
      surprise: run.surprise,
      startedAt: run.startedAt,
      endedAt: run.endedAt,
    },
    passed: allPassed(checks),
    checks,
    scores,
    comparison,
    notes: [...notes],
    improvements: [...fromChecks(checks), ...fromScores(scores), ...fromComparison(comparison)],
  };
}

function fromChecks(checks: readonly CheckResult[]): string[] {
  return checks
    .filter(({ status }) => status === 'failed')
    .map(({ title, detail }) => `Not shown: ${title.charAt(0).toLowerCase()}${title.slice(1)}. ${detail}`);
}

function fromScores(scores: readonly Score[]): string[] {
  return scores.flatMap(({ title, seconds, limitSeconds, grade }) => {
    if (grade === 'unknown') return [`Not measured: ${title.toLowerCase()}. Record both instants next time.`];
    if (grade === 'near the limit') return [`${title} took ${seconds} s of ${limitSeconds} s: leave more room.`];
    if (grade === 'over the limit') return [`${title} took ${seconds} s, over the limit of ${limitSeconds} s.`];
    return [];
  });
}

function fromComparison(comparison: ComparisonInWords | null): string[] {
  return (comparison?.metrics ?? []).flatMap(({ title, verdict, neededN, nBefore, nAfter }) => {
    if (verdict === 'worse') return [`${title} became worse: find out why.`];
    if (verdict !== 'insufficient_data' || neededN === null) return [];
    return [`${title} cannot be judged yet: n is ${nBefore} and ${nAfter}, it takes ${neededN} on each side.`];
  });
}
