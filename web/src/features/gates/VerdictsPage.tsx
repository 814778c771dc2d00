import { Button, Select } from '@mantine/core';
import { IconSearch, IconShieldCheck } from '@tabler/icons-react';
import { useList } from '../../api/pages';
import { useCan } from '../../api/session';
import { EmptyState } from '../../design/feedback/EmptyState';
import { PageHeader } from '../../design/PageHeader';
import { ServiceSelect } from '../../design/pickers/CatalogSelect';
import { SearchField } from '../../design/pickers/SearchField';
import { StatusBadge } from '../../design/StatusBadge';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import { useUrlState } from '../../design/useUrlState';
import { OverrideDialog } from './OverrideDialog';
import { guardName, GUARDS, isGuard, isVerdict, VERDICTS, whyOf, type Verdict } from './words';

const columns: readonly Column<Verdict>[] = [
  {
    key: 'subject',
    header: 'Subject',
    cell: ({ subject }) => subject,
    text: ({ subject }) => subject,
    width: '22%',
  },
  {
    key: 'verdict',
    header: 'Verdict',
    cell: ({ verdict }) => <StatusBadge tone={VERDICTS[verdict].tone}>{VERDICTS[verdict].word}</StatusBadge>,
    text: ({ verdict }) => verdict,
    width: '9.5rem',
  },
  {
    key: 'guard',
    header: 'Guard',
    cell: ({ guard }) => guardName(guard),
    text: ({ guard }) => guard,
    width: '7rem',
  },
  {
    key: 'why',
    header: 'Why',
    cell: (row) => <span title={row.reasons.map(({ detail }) => detail).join('\n')}>{whyOf(row)}</span>,
    text: ({ reasons }) => reasons.map(({ subject, detail }) => `${subject}: ${detail}`).join(' '),
  },
  {
    key: 'askedBy',
    header: 'Asked by',
    cell: ({ askedBy }) => askedBy,
    text: ({ askedBy }) => askedBy,
    width: '9rem',
    wide: true,
  },
  {
    key: 'checkedAt',
    header: 'Checked',
    cell: ({ checkedAt }) => <Time at={checkedAt} />,
    text: ({ checkedAt }) => checkedAt,
    width: '8.5rem',
  },
];

/** What guards answered to CI, newest first. */
export function VerdictsPage() {
  const [filters, setFilters] = useUrlState({ guard: '', verdict: '', service: '', subject: '' });
  const [{ override }, setDialog] = useUrlState({ override: '' });
  const mayOverride = useCan('incidents:write');
  const list = useList('/api/v1/verdicts', {
    query: {
      ...filters,
      guard: isGuard(filters.guard) ? filters.guard : '',
      verdict: isVerdict(filters.verdict) ? filters.verdict : '',
    },
  });
  const filtered = Object.values(filters).some((value) => value !== '');
  return (
    <>
      <PageHeader
        title="Verdicts"
        lead="What guards answered to CI, and why."
        actions={
          <Button
            variant="default"
            disabled={!mayOverride}
            title={mayOverride ? undefined : 'Members, responders and admins may override a governor.'}
            onClick={() => setDialog({ override: '1' })}
          >
            Override a governor
          </Button>
        }
      />
      <DataTable
        label="Verdicts"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/verdicts/${id}`}
        toolbar={
          <>
            <Select
              aria-label="Guard"
              placeholder="Any guard"
              clearable
              w={150}
              data={Object.entries(GUARDS).map(([value, label]) => ({ value, label }))}
              value={filters.guard || null}
              onChange={(guard) => setFilters({ guard: guard ?? '' })}
            />
            <Select
              aria-label="Verdict"
              placeholder="Any verdict"
              clearable
              w={160}
              data={Object.entries(VERDICTS).map(([value, { word }]) => ({ value, label: word }))}
              value={filters.verdict || null}
              onChange={(verdict) => setFilters({ verdict: verdict ?? '' })}
            />
            <ServiceSelect
              label={undefined}
              aria-label="Service"
              placeholder="Any service"
              w={170}
              value={filters.service}
              onChange={(service) => setFilters({ service })}
            />
            <SearchField
              label="Subject"
              placeholder="Subject, as acme/shop#12"
              value={filters.subject}
              onChange={(subject) => setFilters({ subject })}
            />
          </>
        }
        empty={
          filtered ? (
            <EmptyState icon={IconSearch} title="No verdict matches">
              Take a filter away. A subject is found by all of its words, as in acme/shop#12.
            </EmptyState>
          ) : (
            <EmptyState icon={IconShieldCheck} title="No guard was asked yet">
              Let CI ask before it merges or deploys:{' '}
              <code>npx loop guard merge --repository owner/name --sha SHA</code>
            </EmptyState>
          )
        }
      />
      <OverrideDialog
        opened={override !== '' && mayOverride}
        service={filters.service}
        onClose={() => setDialog({ override: '' })}
      />
    </>
  );
}
