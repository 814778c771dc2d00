import { Button } from '@mantine/core';
import { StatusBadge } from '../../design/StatusBadge';
import { DEBTS, type Flag } from './flag';
import classes from './flags.module.css';
import type { Step } from './LifecycleDialog';

interface DebtListProps {
  flag: Flag;
  mayWrite: boolean;
  edit: () => void;
  take: (step: Step) => void;
}

/** What the flag owes, why, and what settles it. */
export function DebtList({ flag, mayWrite, edit, take }: DebtListProps) {
  if (flag.debt.length === 0) return null;
  return (
    <section className={classes.section}>
      <h2>Debt</h2>
      <ul className={classes.lines}>
        {flag.debt.map((rule) => {
          const { label, why, todo, act } = DEBTS[rule];
          const completes = act === 'complete' && flag.stage === 'active';
          return (
            <li key={rule} className={classes.line}>
              <div className={classes.debt}>
                <StatusBadge tone="attention">
                  <strong>{label}</strong>
                </StatusBadge>
                <p>{why(flag)}</p>
                <p className={classes.quiet}>{todo}</p>
              </div>
              {mayWrite && (
                <Button variant="default" onClick={() => (completes ? take('complete') : edit())}>
                  {completes ? 'Complete …' : 'Edit'}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
