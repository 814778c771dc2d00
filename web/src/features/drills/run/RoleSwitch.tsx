import { SegmentedControl } from '@mantine/core';
import { ROLES, ROLE_WORDS, type Role } from '../words';
import classes from './Run.module.css';

export function RoleSwitch({ role, onChange }: { role: Role | null; onChange: (role: Role) => void }) {
  return (
    <div className={`${classes.roles} no-print`}>
      <SegmentedControl
        aria-label="Seen as"
        value={role ?? ''}
        onChange={(chosen) => onChange(ROLES.find((one) => one === chosen) ?? 'observer')}
        data={ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }))}
      />
    </div>
  );
}
