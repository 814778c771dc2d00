import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './PageHeader.module.css';

interface PageHeaderProps {
  title: string;
  /** The pages above this one, outermost first. */
  trail?: readonly { label: string; to: string }[];
  /** Signs beside the title: state, severity. */
  status?: ReactNode;
  /** One line below the title. */
  lead?: ReactNode;
  /** Buttons; the most important one last. */
  actions?: ReactNode;
}

/** The head of every page: where one is, what it is, what can be done. Sets the document's title too. */
export function PageHeader({ title, trail = [], status, lead, actions }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <title>{`${title} · Delivery Loop`}</title>
      {trail.length > 0 && (
        <nav aria-label="Breadcrumbs" className={classes.trail}>
          <ol>
            {trail.map(({ label, to }) => (
              <li key={to}>
                <Link to={to}>{label}</Link>
                <IconChevronRight size={14} aria-hidden="true" />
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className={classes.line}>
        <h1>{title}</h1>
        {status}
        {actions !== undefined && <div className={`${classes.actions} no-print`}>{actions}</div>}
      </div>
      {lead !== undefined && <p className={classes.lead}>{lead}</p>}
    </header>
  );
}
