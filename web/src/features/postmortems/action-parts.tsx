import type { Schemas } from '../../api/client';
import { PersonName } from '../../design/pickers/PersonSelect';
import { StatusBadge } from '../../design/StatusBadge';
import { useNow } from '../../design/time/now';
import { Time } from '../../design/time/Time';

export type Action = Schemas['ActionView'];
export type ActionKind = Action['kind'];

export const KIND_WORDS: Record<ActionKind, string> = {
  test: 'test',
  contract: 'contract',
  flag_default: 'flag default',
  monitoring: 'monitoring',
  other: 'other',
};

export function isKind(word: string): word is ActionKind {
  return word in KIND_WORDS;
}

export function useOverdue({ state, dueAt }: Pick<Action, 'state' | 'dueAt'>): boolean {
  const now = useNow();
  return state === 'open' && Date.parse(dueAt) < now.getTime();
}

export function ActionState({ action }: { action: Pick<Action, 'state' | 'dueAt'> }) {
  const overdue = useOverdue(action);
  if (action.state === 'done') return <StatusBadge tone="on">done</StatusBadge>;
  return overdue ? <StatusBadge tone="red">overdue</StatusBadge> : <StatusBadge tone="waiting">open</StatusBadge>;
}

export function Owner({ owner: { team, person } }: { owner: Action['owner'] }) {
  if (typeof person === 'string') return <PersonName person={person} />;
  return typeof team === 'string' ? <>team {team}</> : <>nobody</>;
}

export function ownerText({ team, person }: Action['owner']): string {
  if (typeof person === 'string') return `person:${person}`;
  return typeof team === 'string' ? `team:${team}` : '';
}

export function DueDate({ action: { dueAt } }: { action: Pick<Action, 'dueAt'> }) {
  return <Time at={dueAt} as="date" />;
}

export function Change({ change, before = '' }: { change: string | null; before?: string }) {
  return change === null ? null : (
    <>
      {before}change {change}
    </>
  );
}

/** A ticket is an address, which leads there, or the key of a tracker. */
export function Ticket({ ticket, before = '' }: { ticket: string | null; before?: string }) {
  if (ticket === null) return null;
  return (
    <>
      {before}
      {/^https?:\/\//.test(ticket) ? (
        <a href={ticket} target="_blank" rel="noreferrer">
          {ticket.replace(/^https?:\/\//, '')}
        </a>
      ) : (
        ticket
      )}
    </>
  );
}
