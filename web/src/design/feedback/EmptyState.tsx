import { Text } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './states.module.css';

interface EmptyStateProps {
  title: string;
  /** What would stand here, or how to get it. */
  children?: ReactNode;
  icon?: TablerIcon;
  action?: ReactNode;
}

/** In the place of rows that do not exist (yet). */
export function EmptyState({ title, children, icon: Icon, action }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      {Icon && <Icon size={22} stroke={1.5} className={classes.quiet} aria-hidden="true" />}
      <Text fw={600}>{title}</Text>
      {children !== undefined && (
        <Text c="dimmed" maw={480} component="div">
          {children}
        </Text>
      )}
      {action}
    </div>
  );
}
