import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { api, client, queries, type Schemas } from '../../api/client';
import { readEditable, type Editable } from '../../api/useEditable';
import { useCan, useSession } from '../../api/session';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { PageHeader } from '../../design/PageHeader';
import { PersonName } from '../../design/pickers/PersonSelect';
import { Time } from '../../design/time/Time';
import { useEditable } from '../../api/useEditable';
import { Actions } from './Actions';
import { PostmortemForm } from './PostmortemForm';
import { PostmortemState } from './PostmortemState';
import { PostmortemText } from './PostmortemText';
import { ReviewDialog } from './ReviewDialog';

export type Postmortem = Schemas['PostmortemView'];
const PATH = '/api/v1/postmortems/{id}';

export function PostmortemPage() {
  const { id = '' } = useParams();
  return <QueryView query={useEditable(PATH, { id })}>{(present) => <Page present={present} />}</QueryView>;
}

function Page({ present }: { present: Editable<Postmortem> }) {
  const postmortem = present.view;
  const { id, title, state, service, author, createdAt } = postmortem;
  const [search, setSearch] = useSearchParams();
  const may = useCan('incidents:write');
  const mine = useSession()?.person?.key === author;
  const edits = may && mine && state !== 'published' && search.has('edit');
  const edit = (on: boolean): void => setSearch(on ? { edit: '' } : {}, { replace: true });
  return (
    <>
      <PageHeader
        title={title}
        trail={[{ label: 'Postmortems', to: '/postmortems' }]}
        status={<PostmortemState state={state} />}
        lead={
          <>
            {service} · <IncidentLink postmortem={postmortem} /> · by <PersonName person={author} />, begun{' '}
            <Time at={createdAt} as="date" />
          </>
        }
        actions={may && !edits && <Steps postmortem={postmortem} mine={mine} edit={() => edit(true)} />}
      />
      {edits ? (
        <PostmortemForm
          present={present}
          onClose={() => {
            edit(false);
            void readEditable(PATH, { id }).then((fresh) =>
              queries.setQueryData(['get', PATH, { params: { path: { id } } }, 'editable'], fresh),
            );
          }}
        />
      ) : (
        <PostmortemText postmortem={postmortem} />
      )}
      <Actions postmortem={postmortem} may={may} />
    </>
  );
}

function IncidentLink({ postmortem: { incident } }: { postmortem: Postmortem }) {
  const { data } = api.useQuery('get', '/api/v1/incidents/{id}', { params: { path: { id: incident } } });
  return <Link to={`/incidents/${encodeURIComponent(incident)}`}>{data?.title ?? 'the incident'}</Link>;
}

interface StepsProps {
  postmortem: Postmortem;
  mine: boolean;
  edit: () => void;
}

/** What can be done next: the author writes and asks, somebody else reviews, then it is published. */
function Steps({ postmortem, mine, edit }: StepsProps) {
  const { id, state, reviewedBy } = postmortem;
  const [reviewing, setReviewing] = useState(false);
  const [busy, setBusy] = useState(false);
  const take = async (step: () => Promise<unknown>, words: string): Promise<void> => {
    setBusy(true);
    try {
      await step();
      void queries.invalidateQueries({ queryKey: ['get', PATH] });
      toast.done(words);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  const params = { params: { path: { id } } };
  if (state === 'published') return null;
  return (
    <>
      {mine && (
        <Button variant="default" onClick={edit}>
          Edit
        </Button>
      )}
      {mine && state === 'draft' && (
        <Button
          loading={busy}
          onClick={() =>
            void take(
              () => client.POST('/api/v1/postmortems/{id}/review', { ...params, body: {} }),
              'Asked for a review',
            )
          }
        >
          Ask for a review
        </Button>
      )}
      {!mine && (
        <Button variant={reviewedBy === null ? 'filled' : 'default'} onClick={() => setReviewing(true)}>
          Review …
        </Button>
      )}
      {state === 'in_review' && (
        <Button
          loading={busy}
          disabled={reviewedBy === null}
          title={reviewedBy === null ? 'Another person than the author must have reviewed it as it stands' : undefined}
          onClick={() => void take(() => client.POST('/api/v1/postmortems/{id}/publish', params), 'Published')}
        >
          Publish
        </Button>
      )}
      {reviewing && <ReviewDialog postmortem={id} onClose={() => setReviewing(false)} />}
    </>
  );
}
