import { Drawer, UnstyledButton } from '@mantine/core';
import { IconDots, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { NavLink } from 'react-router';
import { AccountMenu } from '../features/identity';
import { useNavigation } from './navigation';
import { openPalette } from './palette-store';
import classes from './PhoneBar.module.css';

/** Navigation within reach of one thumb. */
export function PhoneBar() {
  const { entries } = useNavigation();
  const [opened, setOpened] = useState(false);
  const close = (): void => setOpened(false);
  return (
    <>
      <nav aria-label="Pages" className={`${classes.bar} no-print`}>
        {entries
          .filter((entry) => entry.onPhone)
          .map(({ to, label, icon: Icon }) => (
            <NavLink key={to} to={to} end={to === '/'} className={classes.tab}>
              <Icon size={22} stroke={1.5} aria-hidden="true" />
              {label}
            </NavLink>
          ))}
        <UnstyledButton className={classes.tab} onClick={() => setOpened(true)} aria-haspopup="dialog">
          <IconDots size={22} stroke={1.5} aria-hidden="true" />
          More
        </UnstyledButton>
      </nav>
      <Drawer opened={opened} onClose={close} position="bottom" size="auto" title="Delivery Loop" radius="lg">
        <UnstyledButton
          className={classes.row}
          onClick={() => {
            close();
            openPalette();
          }}
        >
          <IconSearch size={20} stroke={1.5} aria-hidden="true" />
          Search and commands
        </UnstyledButton>
        <nav aria-label="More pages">
          {entries
            .filter((entry) => !entry.onPhone)
            .map(({ to, label, icon: Icon }) => (
              <NavLink key={to} to={to} className={classes.row} onClick={close}>
                <Icon size={20} stroke={1.5} aria-hidden="true" />
                {label}
              </NavLink>
            ))}
        </nav>
        <AccountMenu folded={false} />
      </Drawer>
    </>
  );
}
