import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import { useCan } from '../../api/session';
import { useShortcut } from '../../design/keyboard/shortcuts';

const DeclareDialog = lazy(async () => ({ default: (await import('./DeclareDialog')).DeclareDialog }));

/** Opens the dialog over any page: `?declare`, or `?declare=checkout` for a service. The way back closes it. */
export function DeclareDoor() {
  const [search, setSearch] = useSearchParams();
  const may = useCan('incidents:write');
  const service = search.get('declare');
  const set = (value: string | null, replace: boolean): void =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === null) after.delete('declare');
        else after.set('declare', value);
        return after;
      },
      { replace, preventScrollReset: true },
    );
  useShortcut({ keys: 'c', label: 'Declare an incident', group: 'Everywhere' }, () => set('', false), may);
  if (service === null) return null;
  return (
    <Suspense>
      <DeclareDialog service={service} onClose={() => set(null, true)} />
    </Suspense>
  );
}
