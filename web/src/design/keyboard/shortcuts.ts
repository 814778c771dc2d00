import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** "k", "g f" (one after the other), "mod+k" (Ctrl, or Cmd on a Mac), "?". */
  keys: string;
  /** What it does, for the list that `?` shows. */
  label: string;
  group: 'Everywhere' | 'Go to' | 'Lists' | 'This page';
}

interface Registered extends Shortcut {
  run: () => void;
}

const SEQUENCE_MS = 1_200;
const OFF = 'single-key-shortcuts-off';
let registered: readonly Registered[] = [];
let pending = '';
let pendingSince = 0;
const watchers = new Set<() => void>();

function change(next: readonly Registered[]): void {
  registered = next;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Binds a key while the component is mounted. The one mounted last wins. */
export function useShortcut(shortcut: Shortcut, run: () => void, enabled = true): void {
  const { keys, label, group } = shortcut;
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    const entry: Registered = { keys, label, group, run: () => latest.current() };
    change([entry, ...registered]);
    return () => change(registered.filter((each) => each !== entry));
  }, [keys, label, group, enabled]);
}

/** All shortcuts of the present page. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(watch, () => registered);
}

/** Single keys can be turned off: speech input presses them by accident. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(watch, singleKeys);
  return [
    on,
    (next) => {
      if (next) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, '1');
      change([...registered]);
    },
  ];
}

function singleKeys(): boolean {
  return localStorage.getItem(OFF) === null;
}

/** Listens to the keyboard for the whole app. */
export function listenToKeys(): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const mod = event.ctrlKey || event.metaKey;
    if (!mod && (!singleKeys() || isTyping(event.target) || isCovered())) return;
    const pressed = mod ? `mod+${event.key.toLowerCase()}` : event.key;
    if (event.timeStamp - pendingSince > SEQUENCE_MS) pending = '';
    const sequence = pending === '' ? pressed : `${pending} ${pressed}`;
    const found = registered.find(({ keys }) => keys === sequence) ?? registered.find(({ keys }) => keys === pressed);
    pending = '';
    if (found) {
      event.preventDefault();
      found.run();
    } else if (registered.some(({ keys }) => keys.startsWith(`${pressed} `))) {
      pending = pressed;
      pendingSince = event.timeStamp;
    }
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) || target.role === 'textbox')
  );
}

/** A dialog, menu or list of choices has the keyboard for itself while it is seen. */
function isCovered(): boolean {
  const covers = document.querySelectorAll('[role="dialog"][aria-modal="true"], [role="menu"], [role="listbox"]');
  return [...covers].some((cover) => cover.checkVisibility());
}
