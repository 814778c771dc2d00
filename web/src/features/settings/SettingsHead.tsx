import type { ReactNode } from 'react';
import { LinkTabs } from '../../design/LinkTabs';
import { PageHeader } from '../../design/PageHeader';

const PARTS = [
  { label: 'Services', to: '/settings/services' },
  { label: 'Teams', to: '/settings/teams' },
  { label: 'People', to: '/settings/people' },
  { label: 'Tokens', to: '/settings/tokens' },
  { label: 'Alert sources', to: '/settings/alert-sources' },
  { label: 'Merge policies', to: '/settings/merge-policies' },
  { label: 'Flags', to: '/settings/flags' },
  { label: 'Approvals', to: '/settings/approvals' },
  { label: 'Integrations', to: '/settings/integrations' },
  { label: 'Outgoing', to: '/settings/outgoing' },
];

/** The head of each page of the settings. */
export function SettingsHead({ title, lead, actions }: { title: string; lead: ReactNode; actions?: ReactNode }) {
  return (
    <>
      <PageHeader title={title} lead={lead} actions={actions} />
      <LinkTabs label="Settings" tabs={PARTS} />
    </>
  );
}
