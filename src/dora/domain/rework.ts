/** What makes a deployment rework; null: planned, as far as it says itself. */
export type ReworkBy = 'hotfix' | 'rollback' | 'label' | 'revert';

/** A change that a deployment carried. */
export interface CarriedChange {
  hotfix: boolean;
  /** The change that it takes back had been deployed before. */
  revertsDeployed: boolean;
}

/**
 * Unplanned by its reason, by being a rollback, by the label of a carried change, or because it takes back what production
 * already had. A revert of something that never got there is no rework.
 */
export function reworkBy(
  deployment: { reason: string | null; idle: 'redeploy' | 'rollback' | null },
  carried: CarriedChange[],
): ReworkBy | null {
  if (deployment.reason === 'hotfix') return 'hotfix';
  if (deployment.reason === 'rollback' || deployment.idle === 'rollback') return 'rollback';
  if (carried.some((change) => change.hotfix)) return 'label';
  return carried.some((change) => change.revertsDeployed) ? 'revert' : null;
}
