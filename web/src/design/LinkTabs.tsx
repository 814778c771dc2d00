import { NavLink } from 'react-router';
import classes from './LinkTabs.module.css';

/** Parts of one subject, each with an address of its own. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly { label: string; to: string }[] }) {
  return (
    <nav aria-label={label} className={`${classes.tabs} no-print`}>
      <ul>
        {tabs.map(({ label: words, to }) => (
          <li key={to}>
            <NavLink to={to} end className={classes.tab}>
              {words}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
