import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearchParams } from 'react-router';
import { sessionQuery } from '../../api/session';
import { QueryView } from '../../design/feedback/QueryView';
import { Door } from './Door';
import { SignInForm } from './SignInForm';

export function SignInPage() {
  const session = useQuery(sessionQuery);
  const [search] = useSearchParams();
  if (session.data?.signedIn) return <Navigate to={ownPath(search.get('next'))} replace />;
  if (session.data?.firstRun) return <Navigate to="/welcome" replace />;
  return (
    <Door title="Sign in">
      <QueryView query={session} waiting={<Skeleton height={180} mt="lg" />}>
        {({ methods }) => <SignInForm methods={methods} />}
      </QueryView>
    </Door>
  );
}

/** Only addresses of this app: a link must not lead people elsewhere after they signed in. */
function ownPath(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}
