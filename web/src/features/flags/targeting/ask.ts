import type { Schemas } from '../../../api/client';
import { readEditable, type Editable } from '../../../api/useEditable';
import { askForApproval } from '../control/approval';
import type { Targeting } from './rules';

export const RULES = '/api/v1/flags/{key}/environments/{environment}/rules';

/**
 * Asks for approval of rules that were made of those of `etag`. Where somebody saved others meanwhile nothing is asked for, and
 * it answers theirs; else null.
 */
export async function askForRules(
  path: { key: string; environment: string },
  etag: string | null,
  { rules, otherwise, prerequisites }: Pick<Targeting, 'rules' | 'otherwise' | 'prerequisites'>,
  reason: string,
): Promise<Editable<Schemas['TargetingView']> | null> {
  const now = await readEditable(RULES, path);
  if (now.etag !== etag) return now;
  await askForApproval(path.key, path.environment, { kind: 'rules', rules, otherwise, prerequisites }, reason);
  return null;
}
