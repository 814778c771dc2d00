import {
  Avatar,
  Menu,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
  type MantineColorScheme,
} from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { signOut, useSession } from '../../api/session';
import { toast } from '../../design/feedback/toast';
import classes from './AccountMenu.module.css';

const SCHEMES = [
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
] as const satisfies { value: MantineColorScheme; label: string; icon: typeof IconSun }[];

/** Who is signed in, their colours, and the way out. */
export function AccountMenu({ folded }: { folded: boolean }) {
  const person = useSession()?.person;
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  if (!person) return null;
  const leave = (): void => {
    signOut().then(
      () => navigate('/sign-in'),
      (error: unknown) => toast.failed(error),
    );
  };
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.account} data-folded={folded || undefined}>
          <Avatar name={person.name} size={26} color="ink" variant="filled" aria-hidden="true" />
          <VisuallyHidden>Account of {folded && person.name}</VisuallyHidden>
          {!folded && (
            <span className={classes.who}>
              <span>{person.name}</span>
              <small>{person.role}</small>
            </span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={16} />}>
          Your account
        </Menu.Item>
        <Menu.Item component="a" href="/api/docs" leftSection={<IconKeyboard size={16} />}>
          API description
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} />}
            rightSection={colorScheme === value ? <IconCheck size={16} aria-label="chosen" /> : null}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
