import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { queries } from '../../api/client';
import { sessionQuery } from '../../api/session';
import { SignInForm } from './SignInForm';

const PASSWORD = { password: true, oidc: null };

/** Over the page of somebody whose session ended meanwhile: the page and what was typed stay as they are. */
export function SignInAgain() {
  const session = useQuery(sessionQuery).data;
  const dialog = useRef<HTMLDivElement>(null);
  return (
    <Modal
      ref={dialog}
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="Your session has ended"
      size="sm"
    >
      <Text c="dimmed" mb="lg">
        Sign in again to go on where you were. Nothing you typed is lost.
      </Text>
      <SignInForm methods={session?.methods ?? PASSWORD} done={() => void queries.invalidateQueries()} />
    </Modal>
  );
}
