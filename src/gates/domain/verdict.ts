export type VerdictName = 'pass' | 'block' | 'insufficient_data';

export interface Reason {
  rule: string;
  /** What the rule speaks of: the key of a flag, a check, a service. */
  subject: string;
  detail: string;
  since?: string;
  owner?: string;
  /** The override that lifts this rule, and until when. */
  waiver?: string;
  /** Where in the code, for reasons about code. */
  path?: string;
  line?: number;
}

/** What a guard decided. */
export interface Decision {
  verdict: VerdictName;
  subject: string;
  reasons: Reason[];
  counts: Record<string, number>;
}

export interface VerdictView extends Decision {
  id: string;
  guard: string;
  checkedAt: string;
  url: string;
}
