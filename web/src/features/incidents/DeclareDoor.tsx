import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import { useCan } from '../../api/session';
import { useShortcut } from '../../design/keyboard/shortcuts';

const DeclareDialog = lazy(async () => ({ default: (await import('./DeclareDialog')).DeclareDialog }));

/** Opens the dialog over any page: `?declare`, or `?declare=checkout` for a service, `&ofDrill=…` in a run of a drill. The way back closes it. */
export function DeclareDoor() {
  const [search, setSearch] = useSearchParams();
  const may = useCan('incidents:write');
  const service = search.get('declare');
  const drill = search.get('ofDrill');
  const set = (value: string | null, replace: boolean): void =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === null) for (const key of ['declare', 'ofDrill']) after.delete(key);
        else after.set('declare', value);
        return after;
      },
      { replace, preventScrollReset: true },
    );
  useShortcut({ keys: 'c', label: 'Declare an incident', group: 'Everywhere' }, () => set('', false), may);
  if (service === null) return null;
  return (
    <Suspense>
      <DeclareDialog service={service} drill={drill} onClose={() => set(null, true)} />
    </Suspense>
  );
}
