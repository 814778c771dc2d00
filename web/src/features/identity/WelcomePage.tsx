import { Anchor, Button, Code, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Navigate, useNavigate } from 'react-router';
import { sessionQuery } from '../../api/session';
import { QueryView } from '../../design/feedback/QueryView';
import { Door } from './Door';
import { FirstAdminForm } from './FirstAdminForm';
import { InvitationForm } from './InvitationForm';

/** Where one-time links lead: `/welcome#invitation=…`, and at the first start `/welcome#token=…`. */
export function WelcomePage() {
  const session = useQuery(sessionQuery);
  const navigate = useNavigate();
  // Taken out of the address at once, so that no history and no shoulder keeps it.
  const [given] = useState(() => {
    const hash = new URLSearchParams(location.hash.slice(1));
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
    return { token: hash.get('token') ?? '', invitation: hash.get('invitation') };
  });
  const enter = (): void => void navigate('/', { replace: true });

  if (given.invitation !== null) {
    return (
      <Door title="Welcome to Delivery Loop" lead="Choose a password to take up your invitation.">
        <InvitationForm invitation={given.invitation} done={enter} />
      </Door>
    );
  }
  if (session.data?.signedIn) return <Navigate to="/" replace />;
  return (
    <QueryView
      query={session}
      waiting={
        <Door title="Welcome to Delivery Loop">
          <Skeleton height={280} mt="lg" />
        </Door>
      }
    >
      {({ firstRun }) =>
        firstRun ? (
          <Door
            title="Welcome to Delivery Loop"
            lead={<>Nobody can sign in yet. Become the first administrator; others follow by invitation.</>}
          >
            <FirstAdminForm token={given.token} done={enter} />
          </Door>
        ) : (
          <Door title="This link is not complete">
            <Text c="dimmed" mb="lg">
              An invitation ends with <Code>#invitation=…</Code>. Open the link from your invitation again, or ask an
              administrator for a new one.
            </Text>
            <Button component={Link} to="/sign-in" variant="default">
              Go to sign-in
            </Button>
            <Text c="dimmed" size="sm" mt="lg">
              Setting up programs? <Anchor href="/api/docs">The API is described here.</Anchor>
            </Text>
          </Door>
        )
      }
    </QueryView>
  );
}
