import type { ItemOf } from '../../../api/pages';

export type Deployment = ItemOf<'/api/v1/dora/deployments'>;
export type Incident = ItemOf<'/api/v1/dora/incidents'>;

/** How an incident was tied to what caused it. */
const LINKED: Readonly<Record<string, string>> = {
  correction: 'corrected by a person',
  explicit: 'the incident names its cause',
  reference: 'it refers to a flag, change or commit of this deployment',
  latest: 'the latest deployment in the 24 hours before',
  duplicate: 'a duplicate of another incident',
  none: 'nothing was found',
};

/** How a deployment's changes were found, or one change's place in it. */
const CARRIED: Readonly<Record<string, string>> = {
  explicit: 'the deployment lists them',
  graph: 'by the commit graph',
  time: 'by their time of merging',
  first: 'first deployment ever seen: what it carried cannot be known',
};

const REWORK: Readonly<Record<string, string>> = {
  hotfix: 'stated as a hotfix',
  rollback: 'a rollback',
  label: 'labelled as a fix',
  revert: 'carries a revert',
  remedy: 'named as the remedy of an incident',
};

const RESTORED: Readonly<Record<string, string>> = {
  stated: 'as stated',
  observed: 'by a flip to off or a rollback that held',
  resolved: 'nobody said restored: the end of the incident',
};

const words =
  (table: Readonly<Record<string, string>>) =>
  (key: string): string =>
    table[key] ?? key;

export const linkedText = words(LINKED);
export const carriedText = words(CARRIED);
export const reworkText = words(REWORK);
export const restoredText = words(RESTORED);

/** "sure", "likely", "a guess", with the number that the server gives. */
export function confidenceText(confidence: number | null): string {
  if (confidence === null) return '';
  const word = confidence >= 0.95 ? 'sure' : confidence >= 0.7 ? 'likely' : 'a guess';
  return `${word} (${Math.round(confidence * 100)} %)`;
}

/** "deploy-1042", "the flag checkout-new", "from outside". */
export function causeText({
  deployments,
  flag,
  external,
  duplicate,
}: Pick<Incident, 'deployments' | 'flag' | 'external' | 'duplicate'>): string {
  if (duplicate) return 'a duplicate';
  if (external) return 'from outside';
  if (deployments.length > 0) return deployments.join(', ');
  return flag === null ? 'not known' : `the flag ${flag}`;
}
