import type { TablerIcon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import type { Permission } from '../api/session';

/** An entry of the navigation; the shell orders them by `order`. */
export interface NavEntry {
  label: string;
  to: string;
  icon: TablerIcon;
  group: 'act' | 'learn' | 'system';
  order: number;
  /** Hidden from whoever may not. */
  permission?: Permission;
  /** Keys that lead there, for example "g f". */
  keys?: string;
  /** One of the four that stand in the phone's bar besides "More". */
  onPhone?: boolean;
}

/**
 * Something that can be done from the command palette: it leads to an address that opens the right page or dialog. One that
 * begins with "?" is put to the address of the present page.
 */
export interface Command {
  label: string;
  to: string;
  icon: TablerIcon;
  permission?: Permission;
  /** Other words people may type. */
  keywords?: readonly string[];
}

/** What a feature gives the app. Its pages are lazy: `lazy: async () => ({ Component: (await import('./X')).X })`. */
export interface Feature {
  routes: readonly RouteObject[];
  /** Pages for people who are not signed in, without navigation around them. */
  openRoutes?: readonly RouteObject[];
  nav?: readonly NavEntry[];
  commands?: readonly Command[];
  /** Small parts that stand on every page, such as the door of a dialog that opens anywhere. */
  everywhere?: readonly ComponentType[];
}
