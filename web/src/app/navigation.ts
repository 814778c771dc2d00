import { useSession, type Permission } from '../api/session';
import { features } from '../features';
import type { Command, NavEntry } from '../features/feature';

const entries = features.flatMap((feature) => feature.nav ?? []).toSorted((a, b) => a.order - b.order);
const commands = features.flatMap((feature) => feature.commands ?? []);

/** The pages and actions that this person may use. */
export function useNavigation(): { entries: readonly NavEntry[]; commands: readonly Command[] } {
  const permissions = useSession()?.permissions ?? [];
  const allowed = ({ permission }: { permission?: Permission }): boolean =>
    permission === undefined || permissions.includes('admin') || permissions.includes(permission);
  return { entries: entries.filter(allowed), commands: commands.filter(allowed) };
}
