import { Button, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconFlag, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useSession } from '../../api/session';
import { EmptyState } from '../../design/feedback/EmptyState';
import { ErrorState } from '../../design/feedback/ErrorState';
import { Waiting } from '../../design/feedback/Waiting';
import { useShortcut } from '../../design/keyboard/shortcuts';
import { PageHeader } from '../../design/PageHeader';
import { Time } from '../../design/time/Time';
import { useNow } from '../../design/time/now';
import { AskedQuestions } from './AskedQuestions';
import { arranged, type Board, type BoardFlag, type Group } from './board';
import classes from './KillPage.module.css';
import { KillSheet } from './KillSheet';
import { ServiceGroup } from './ServiceGroup';
import { useBoard, type BoardRead } from './useBoard';

/** Groups that are drawn with the first picture. */
const AT_ONCE = 6;

/** On a desk the keyboard is at hand; on a phone it would cover the board. */
const atDesk = matchMedia('(pointer: fine)').matches;

export function KillPage() {
  const [address, setAddress] = useSearchParams();
  const [search, setSearch] = useState(address.get('q') ?? '');
  const read = useBoard(search);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useShortcut({ keys: '/', label: 'Search the board', group: 'This page' }, () => field.current?.select());

  // Written as a whole: one change must not build on an address that another has yet to reach.
  const go = (q: string, flag: BoardFlag | null, replace: boolean): void =>
    setAddress(
      { ...(q === '' ? {} : { q }), ...(flag === null ? {} : { flag: flag.key, environment: flag.environment }) },
      { replace, preventScrollReset: true },
    );
  const open = (flag: BoardFlag): void => go(search, flag, false);
  const close = (): void => go(search, null, true);

  return (
    <>
      <PageHeader title="Kill board" lead="Turn off what makes trouble in production." />
      <TextInput
        ref={field}
        type="search"
        size="lg"
        aria-label="Search flags and services"
        placeholder="Search flags and services"
        leftSection={<IconSearch size={20} aria-hidden="true" />}
        autoFocus={atDesk}
        value={search}
        onChange={({ currentTarget: { value } }) => {
          setSearch(value);
          go(value, null, true);
        }}
        onKeyDown={(event) => {
          const first = (row: string) => list.current?.querySelector<HTMLElement>(`${row}:not([aria-disabled])`);
          if (event.key === 'ArrowDown') first('[data-row]')?.focus();
          else if (event.key === 'Enter') first('[data-row="on"]')?.click();
          else return;
          event.preventDefault();
        }}
        className={classes.search}
      />
      <Staleness read={read} />
      <AskedQuestions />
      <div ref={list}>
        {read.board === undefined ? (
          read.failure === null ? (
            <Waiting lines={8} label="Loading the kill board" />
          ) : (
            <ErrorState error={read.failure} retry={read.retry} />
          )
        ) : (
          <Groups board={read.board} search={search} open={open} />
        )}
      </div>
      <KillSheet flag={address.get('flag')} environment={address.get('environment')} close={close} />
    </>
  );
}

/** Whoever decides by this board must know when it is not of now. */
function Staleness({ read: { board, failure, readAt, retry } }: { read: BoardRead }) {
  const lost = board !== undefined && failure !== null;
  return (
    <div role="status">
      {lost && (
        <div className={classes.stale}>
          <IconAlertTriangle size={18} aria-hidden="true" />
          <span>
            The board cannot be read; what you see is from <Time at={new Date(readAt).toISOString()} />. It is tried
            again by itself, and you can still turn flags off.
          </span>
          <Button size="compact-sm" variant="default" onClick={retry}>
            Try now
          </Button>
        </div>
      )}
    </div>
  );
}

function Groups({ board, search: typed, open }: { board: Board; search: string; open: (flag: BoardFlag) => void }) {
  const person = useSession()?.person?.key ?? null;
  const now = useNow();
  // Hundreds of rows must not hold up the typing.
  const search = useDeferredValue(typed);
  const all = useMemo(() => arranged(board, search, person, now), [board, search, person, now]);
  // What fills the screen can be pressed at once; hundreds of rows further down come a moment later.
  const groups = useDeferredValue(all, all.slice(0, AT_ONCE));
  const isQuiet = ({ on, recent }: Group): boolean => search.trim() === '' && on.length + recent.length === 0;
  const quiet = groups.filter(isQuiet);
  if (board.flags.length === 0 && search === '')
    return (
      <EmptyState
        icon={IconFlag}
        title="No flags in production yet"
        action={
          <Button component={Link} to="/flags?new=1" variant="default">
            Create a flag
          </Button>
        }
      >
        Every flag stands here, by its service, as soon as there is one.
      </EmptyState>
    );
  if (all.length === 0)
    return (
      <EmptyState icon={IconSearch} title="No flag matches">
        Every word must stand in the flag’s name or key, its service or its environment.
      </EmptyState>
    );
  return (
    <>
      {groups.map(
        (group) =>
          !isQuiet(group) && (
            <ServiceGroup key={group.service.key} group={group} open={open} showOff={search.trim() !== ''} />
          ),
      )}
      {quiet.length > 0 && (
        <Text c="dimmed" size="sm" mt="lg">
          Nothing is on in production in {quiet.map(({ service }) => service.name).join(', ')}.
        </Text>
      )}
      {board.more && (
        <Text c="dimmed" size="sm" mt="lg">
          There are more flags than are shown; search finds them all.
        </Text>
      )}
    </>
  );
}
