import {
  IconAlertTriangle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleOff,
  IconCircleXFilled,
  IconClockHour4,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './StatusBadge.module.css';

/** What a colour may mean. Always with its icon and a word: colour is never the only carrier. */
export type Tone = 'on' | 'off' | 'red' | 'waiting' | 'attention' | 'none';

const ICONS: Record<Tone, TablerIcon> = {
  on: IconCircleCheckFilled,
  off: IconCircleOff,
  red: IconCircleXFilled,
  waiting: IconClockHour4,
  attention: IconAlertTriangle,
  none: IconCircleDashed,
};

interface StatusBadgeProps {
  tone: Tone;
  /** The word. */
  children: ReactNode;
  /** Where another icon says more. */
  icon?: TablerIcon;
  title?: string;
}

/** A state as GitHub shows a check: a small coloured sign and a plain word. */
export function StatusBadge({ tone, children, icon, title }: StatusBadgeProps) {
  const Icon = icon ?? ICONS[tone];
  return (
    <span className={classes.badge} title={title}>
      <Icon size={16} className={classes[tone]} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}
