import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { ActionDialog } from './ActionDialog';
import { ActionState, Change, DueDate, KIND_WORDS, Owner, Ticket, type Action } from './action-parts';
import { LinkDialog } from './LinkDialog';
import classes from './Postmortem.module.css';
import type { Postmortem } from './PostmortemPage';

type Asked = { dialog: 'new' } | { dialog: 'edit' | 'link'; action: Action };

/** What is to be done so that it does not come again, and why each of it is still open. */
export function Actions({ postmortem, may }: { postmortem: Postmortem; may: boolean }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  const { id, actions } = postmortem;
  return (
    <section className={classes.actions} aria-labelledby="actions">
      <Group justify="space-between" mb="xs">
        <h2 id="actions">Action items</h2>
        {may && (
          <Button variant="default" onClick={() => setAsked({ dialog: 'new' })} className="no-print">
            Add an action
          </Button>
        )}
      </Group>
      {actions.length === 0 && <Text c="dimmed">None yet. What would have kept this from happening?</Text>}
      <ul className={classes.rows}>
        {actions.map((action) => (
          <li key={action.id} className={classes.row}>
            <div className={classes.what}>
              <div className={classes.head}>
                <ActionState action={action} />
                <span>{action.title}</span>
              </div>
              {action.waiting !== null && <div>{action.waiting.detail}</div>}
              <div className={classes.quiet}>
                {KIND_WORDS[action.kind]} · <Owner owner={action.owner} /> · due <DueDate action={action} />
                <Change change={action.change} before=" · " />
                <Ticket ticket={action.ticket} before=" · " />
              </div>
            </div>
            {may && (
              <Group gap="xs" className="no-print">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => setAsked({ dialog: 'edit', action })}
                  aria-label={`Edit ${action.title}`}
                >
                  Edit
                </Button>
                <Button
                  variant={action.change === null ? 'default' : 'subtle'}
                  size="compact-sm"
                  onClick={() => setAsked({ dialog: 'link', action })}
                  aria-label={`Link a change to ${action.title}`}
                >
                  Link a change
                </Button>
              </Group>
            )}
          </li>
        ))}
      </ul>
      {asked?.dialog === 'new' && <ActionDialog postmortem={id} action={null} onClose={close} />}
      {asked?.dialog === 'edit' && <ActionDialog postmortem={id} action={asked.action.id} onClose={close} />}
      {asked?.dialog === 'link' && <LinkDialog action={asked.action} onClose={close} />}
    </section>
  );
}
