import { Kbd, Modal, Switch } from '@mantine/core';
import { Fragment, useState } from 'react';
import classes from './ShortcutHelp.module.css';
import { useShortcut, useShortcuts, useSingleKeys, type Shortcut } from './shortcuts';

const GROUPS: readonly Shortcut['group'][] = ['This page', 'Lists', 'Go to', 'Everywhere'];
const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** `?` shows every key that does something on the present page. */
export function ShortcutHelp() {
  const [opened, setOpened] = useState(false);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const shortcuts = useShortcuts();
  useShortcut({ keys: '?', label: 'Show the shortcuts', group: 'Everywhere' }, () => setOpened(true));
  return (
    <Modal opened={opened} onClose={() => setOpened(false)} title="Shortcuts" size="lg">
      <div className={classes.groups}>
        {GROUPS.map((group) => {
          const listed = unique(shortcuts.filter((shortcut) => shortcut.group === group));
          if (listed.length === 0) return null;
          return (
            <section key={group}>
              <h2>{group}</h2>
              <dl>
                {listed.map(({ keys, label }) => (
                  <div key={keys}>
                    <dt>{label}</dt>
                    <dd>
                      <Keys keys={keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      <Switch
        mt="lg"
        label="Single keys do something"
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
    </Modal>
  );
}

/** Keys as they stand on the keyboard. */
export function Keys({ keys }: { keys: string }) {
  return keys.split(' ').map((press, index) => (
    <Fragment key={press}>
      {index > 0 && <span className={classes.then}> then </span>}
      {press.split('+').map((key) => (
        <Kbd key={key} size="sm" ml={2}>
          {key === 'mod' ? (isMac ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key}
        </Kbd>
      ))}
    </Fragment>
  ));
}

function unique(shortcuts: readonly Shortcut[]): Shortcut[] {
  return [...new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut])).values()];
}
