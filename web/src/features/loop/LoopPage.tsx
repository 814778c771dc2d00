import { api, type Schemas } from '../../api/client';
import { QueryView } from '../../design/feedback/QueryView';
import { Waiting } from '../../design/feedback/Waiting';
import { PageHeader } from '../../design/PageHeader';
import { FirstSteps } from './FirstSteps';
import { Keys } from './Keys';
import { Picture } from './Picture';

export function LoopPage() {
  const query = api.useQuery('get', '/api/v1/loop');
  return (
    <>
      <PageHeader title="Loop" lead="A fast gate, dark deploys, a switch, and what each incident teaches: one loop." />
      <QueryView query={query} waiting={<Waiting lines={12} />}>
        {(loop) => <Loop loop={loop} />}
      </QueryView>
    </>
  );
}

function Loop({ loop }: { loop: Schemas['LoopView'] }) {
  return (
    <>
      {!loop.setUp.firstNumbers && <FirstSteps done={loop.setUp} />}
      <Picture loop={loop} />
      <Keys keys={loop.keys} />
    </>
  );
}
