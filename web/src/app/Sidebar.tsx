import { Kbd, Tooltip, UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconLayoutSidebar, IconSearch } from '@tabler/icons-react';
import { Link, NavLink, useNavigate } from 'react-router';
import { useShortcut } from '../design/keyboard/shortcuts';
import { AccountMenu } from '../features/identity';
import type { NavEntry } from '../features/feature';
import { useNavigation } from './navigation';
import { openPalette } from './palette-store';
import classes from './Sidebar.module.css';

const GROUPS: readonly NavEntry['group'][] = ['act', 'learn', 'system'];
const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** Navigation of wide screens; folds to a rail of icons. */
export function Sidebar() {
  const { entries } = useNavigation();
  const [folded, setFolded] = useLocalStorage({
    key: 'navigation-folded',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  useShortcut({ keys: '[', label: folded ? 'Unfold the navigation' : 'Fold the navigation', group: 'Everywhere' }, () =>
    setFolded(!folded),
  );
  return (
    <aside className={`${classes.sidebar} no-print`} data-folded={folded || undefined}>
      <div className={classes.top}>
        <Link to="/" className={classes.brand} aria-label="Delivery Loop, home">
          <img src="/loop.svg" alt="" width={24} height={24} />
          <span className={classes.word}>Delivery Loop</span>
        </Link>
        <UnstyledButton
          className={classes.fold}
          onClick={() => setFolded(!folded)}
          aria-label={folded ? 'Unfold the navigation' : 'Fold the navigation'}
          aria-expanded={!folded}
        >
          <IconLayoutSidebar size={18} stroke={1.5} aria-hidden="true" />
        </UnstyledButton>
      </div>
      <UnstyledButton className={classes.search} onClick={openPalette}>
        <IconSearch size={16} aria-hidden="true" />
        <span className={classes.word}>Search</span>
        <Kbd size="xs" className={classes.word} aria-hidden="true">
          {isMac ? '⌘ K' : 'Ctrl K'}
        </Kbd>
      </UnstyledButton>
      <nav aria-label="Pages">
        {GROUPS.map((group) => {
          const shown = entries.filter((entry) => entry.group === group);
          return (
            shown.length > 0 && (
              <ul key={group}>
                {shown.map((entry) => (
                  <li key={entry.to}>
                    <Entry entry={entry} folded={folded} />
                  </li>
                ))}
              </ul>
            )
          );
        })}
      </nav>
      <div className={classes.bottom}>
        <AccountMenu folded={folded} />
      </div>
    </aside>
  );
}

function Entry({ entry, folded }: { entry: NavEntry; folded: boolean }) {
  const navigate = useNavigate();
  const { icon: Icon, label, to, keys } = entry;
  useShortcut({ keys: keys ?? '', label, group: 'Go to' }, () => void navigate(to), keys !== undefined);
  return (
    <Tooltip label={label} position="right" disabled={!folded}>
      <NavLink to={to} end={to === '/'} className={classes.entry}>
        <Icon size={18} stroke={1.5} aria-hidden="true" />
        <span className={classes.word}>{label}</span>
      </NavLink>
    </Tooltip>
  );
}
