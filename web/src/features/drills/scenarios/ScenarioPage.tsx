import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { Schemas } from '../../../api/client';
import { useCan } from '../../../api/session';
import { useEditable } from '../../../api/useEditable';
import { QueryView } from '../../../design/feedback/QueryView';
import { PageHeader } from '../../../design/PageHeader';
import { RawText } from '../../../design/RawText';
import { Time } from '../../../design/time/Time';
import { ScenarioForm } from './ScenarioForm';

const TRAIL = [
  { label: 'Drills', to: '/drills' },
  { label: 'Scenarios', to: '/drills/scenarios' },
];

export function ScenarioPage() {
  const { key = '' } = useParams();
  return key === 'new' ? <NewScenario /> : <Present key={key} scenario={key} />;
}

function NewScenario() {
  return (
    <>
      <PageHeader title="New scenario" trail={TRAIL} lead="Write it, paste it, or choose its file." />
      <ScenarioForm present={null} etag={null} />
    </>
  );
}

function Present({ scenario }: { scenario: string }) {
  const query = useEditable('/api/v1/drill-scenarios/{key}', { key: scenario });
  return <QueryView query={query}>{({ view, etag }) => <Scenario view={view} etag={etag} />}</QueryView>;
}

function Scenario({ view, etag }: { view: Schemas['ScenarioView']; etag: string | null }) {
  const may = useCan('incidents:write');
  const { key, title, service, yaml, updatedAt } = view;
  return (
    <>
      <PageHeader
        title={title}
        trail={TRAIL}
        lead={
          <>
            {key} · {service} · changed <Time at={updatedAt} />
          </>
        }
        actions={
          <>
            <Button component={Link} to={`/drills?scenario=${encodeURIComponent(key)}`} variant="default">
              Its runs
            </Button>
            {may && (
              <Button component={Link} to={`/drills?scenario=${encodeURIComponent(key)}&plan=1`}>
                Plan a drill
              </Button>
            )}
          </>
        }
      />
      {may ? (
        <ScenarioForm present={view} etag={etag} />
      ) : (
        <RawText label="Show the scenario" name={`${key}.yaml`} text={() => yaml} opened />
      )}
    </>
  );
}
