import { StatusBadge } from '../../design/StatusBadge';
import type { Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import classes from './flags.module.css';
import { DEBTS, KINDS, ownerValue, productionState, type Flag } from './flag';
import { USAGES } from './usage';

/** The columns of the inventory; `production` names the production environments of each service. */
export function flagColumns(production: ReadonlyMap<string, readonly string[]>): readonly Column<Flag>[] {
  return [
    {
      key: 'flag',
      header: 'Flag',
      sort: 'key',
      cell: ({ key, name }) => (
        <>
          {name}
          {name !== key && <span className={classes.key}>{key}</span>}
        </>
      ),
      text: ({ key }) => key,
    },
    {
      key: 'service',
      header: 'Service',
      cell: ({ service }) => service,
      text: ({ service }) => service,
      width: '8rem',
    },
    {
      key: 'production',
      header: 'In production',
      cell: (flag) => <Production flag={flag} environments={production.get(flag.service) ?? []} />,
      text: ({ environments }) =>
        Object.entries(environments)
          .map(([key, { on }]) => `${key} ${on ? 'on' : 'off'}`)
          .join(', '),
      width: '7rem',
    },
    {
      key: 'kind',
      header: 'Kind',
      cell: ({ kind }) => KINDS[kind].label,
      text: ({ kind }) => kind,
      csvOnly: true,
    },
    { key: 'stage', header: 'Stage', cell: ({ stage }) => stage, text: ({ stage }) => stage, csvOnly: true },
    {
      key: 'owner',
      header: 'Owner',
      cell: ({ owner }) => owner.team ?? owner.person ?? '–',
      text: (flag) => ownerValue(flag),
      width: '7rem',
    },
    {
      key: 'debt',
      header: 'Debt',
      cell: ({ debt, stage, outcome }) =>
        stage === 'active' || debt.length > 0 ? <DebtBadge debt={debt} /> : `${stage}${outcome ? `, ${outcome}` : ''}`,
      text: ({ debt }) => debt.join(' '),
      width: '8rem',
    },
    {
      key: 'usage',
      header: 'Last called',
      cell: ({ usage: { lastCalledAt, state } }) => (
        <span title={USAGES[state].label}>
          {lastCalledAt === null ? USAGES[state].label : <Time at={lastCalledAt} />}
          {state === 'constant' && <span className={classes.key}>constant</span>}
        </span>
      ),
      text: ({ usage: { lastCalledAt, state } }) => `${state} ${lastCalledAt ?? ''}`.trim(),
      width: '7.5rem',
      wide: true,
    },
    {
      key: 'expiresAt',
      header: 'Expires',
      sort: 'expiresAt',
      cell: ({ expiresAt }) => <Time at={expiresAt} />,
      text: ({ expiresAt }) => expiresAt ?? '',
      width: '7.5rem',
    },
    {
      key: 'updatedAt',
      header: 'Changed',
      sort: 'updatedAt',
      cell: ({ updatedAt }) => <Time at={updatedAt} />,
      text: ({ updatedAt }) => updatedAt,
      width: '7.5rem',
      wide: true,
    },
  ];
}

function Production({ flag, environments }: { flag: Flag; environments: readonly string[] }) {
  const state = productionState(flag, environments);
  if (state === null) return <span aria-label="none">–</span>;
  if (flag.stage === 'archived') return <StatusBadge tone="none">archived</StatusBadge>;
  const { on, of } = state;
  return (
    <StatusBadge tone={on === 0 ? 'off' : 'on'} title={environments.join(', ')}>
      {on === 0 ? 'off' : on === of ? 'on' : `on in ${on} of ${of}`}
    </StatusBadge>
  );
}

function DebtBadge({ debt }: { debt: Flag['debt'] }) {
  const [first, ...rest] = debt.map((rule) => DEBTS[rule].label);
  if (first === undefined) return <span aria-label="none">–</span>;
  return (
    <StatusBadge tone="attention" title={[first, ...rest].join(', ')}>
      {first}
      {rest.length > 0 && ` +${rest.length}`}
    </StatusBadge>
  );
}
