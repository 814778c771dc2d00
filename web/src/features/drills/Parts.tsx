import { LinkTabs } from '../../design/LinkTabs';

const PARTS = [
  { label: 'Runs', to: '/drills' },
  { label: 'Scenarios', to: '/drills/scenarios' },
  { label: 'Schedules', to: '/drills/schedules' },
];

export function Parts() {
  return <LinkTabs label="Drills" tabs={PARTS} />;
}
