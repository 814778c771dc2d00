import { Button, type ButtonProps } from '@mantine/core';
import type { MouseEventHandler } from 'react';
import { useCan, type Permission } from '../../api/session';

const WHO: Partial<Record<Permission, string>> = {
  admin: 'Administrators',
  'catalog:write': 'Administrators',
  'oncall:write': 'Responders and administrators',
};

interface GuardedButtonProps extends ButtonProps {
  needs: Permission;
  onClick: MouseEventHandler<HTMLButtonElement>;
  'aria-label'?: string;
}

/** A button that says why it cannot be pressed by those who may not. */
export function GuardedButton({ needs, ...rest }: GuardedButtonProps) {
  const may = useCan(needs);
  const title = may ? undefined : `${WHO[needs] ?? 'Others'} may do this.`;
  return <Button {...rest} disabled={!may || rest.disabled === true} title={title} />;
}
