import { createSpotlight } from '@mantine/spotlight';

export const [paletteStore, palette] = createSpotlight();

let wanted = false;
const watchers = new Set<() => void>();

/** Opens the palette, whose code is fetched at the first time. */
export function openPalette(): void {
  wanted = true;
  for (const watcher of watchers) watcher();
  palette.open();
}

export function watchWanted(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function isWanted(): boolean {
  return wanted;
}
