import { lazy, Suspense, useSyncExternalStore } from 'react';
import { useShortcut } from '../design/keyboard/shortcuts';
import { isWanted, openPalette, watchWanted } from './palette-store';

const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette')).CommandPalette }));

/** Ctrl K or / opens the palette. */
export function PaletteDoor() {
  const wanted = useSyncExternalStore(watchWanted, isWanted);
  useShortcut({ keys: 'mod+k', label: 'Search and commands', group: 'Everywhere' }, openPalette);
  if (!wanted) return null;
  return (
    <Suspense>
      <CommandPalette />
    </Suspense>
  );
}
