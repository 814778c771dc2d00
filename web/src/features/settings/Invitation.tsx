import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../api/client';
import { CopyField } from '../../design/CopyField';
import { ErrorState } from '../../design/feedback/ErrorState';
import { Time } from '../../design/time/Time';

/** Makes a one-time link and shows it this once. */
export function Invitation({ person, done }: { person: string; done: () => void }) {
  const make = useMutation({
    mutationFn: async () => {
      const { data } = await client.POST('/api/v1/people/{person}/invitation', { params: { path: { person } } });
      return data;
    },
  });
  if (make.isError) return <ErrorState error={make.error} retry={() => make.mutate()} />;
  const link = make.data?.url ?? null;
  if (make.data === undefined || link === null)
    return (
      <Stack gap="md">
        <Text>
          A one-time link lets them choose a password and sign in. A link made before stops working, and a password that
          they have stays until they choose another.
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={done}>
            Not now
          </Button>
          <Button loading={make.isPending} onClick={() => make.mutate()} data-autofocus>
            Make a link
          </Button>
        </Group>
      </Stack>
    );
  return (
    <Stack gap="md">
      <Text>Hand this link over yourself. It is shown only now, works once, and only until the time below.</Text>
      <CopyField label="Invitation link" value={link} />
      <Text c="dimmed">
        Valid until <Time at={make.data.expiresAt} as="minute" />
      </Text>
      <Group justify="flex-end">
        <Button onClick={done}>Done</Button>
      </Group>
    </Stack>
  );
}
