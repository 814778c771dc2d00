import { Button, Group, Modal, Table, Text } from '@mantine/core';
import type { ServerForm } from './useServerForm';

interface StaleEditProps<Values extends Record<string, unknown>> {
  edit: Pick<ServerForm<Values>, 'stale' | 'takeTheirs' | 'keepMine' | 'busy'>;
  /** Words for the fields; a field without one is not shown. */
  labels: Partial<Record<keyof Values & string, string>>;
  /** How a field that is not simple text is put into words. */
  show?: Partial<Record<keyof Values & string, (values: Values) => string>>;
}

/** Somebody saved meanwhile: shows both versions and lets the person choose. Nothing is lost by closing it. */
export function StaleEdit<Values extends Record<string, unknown>>({ edit, labels, show = {} }: StaleEditProps<Values>) {
  const { stale } = edit;
  const shown = (field: keyof Values & string, values: Values): string => show[field]?.(values) ?? text(values[field]);
  const fields = Object.entries(labels) as [keyof Values & string, string][];
  const differing =
    stale === null ? [] : fields.filter(([field]) => shown(field, stale.mine) !== shown(field, stale.theirs));
  return (
    <Modal
      opened={stale !== null}
      onClose={edit.takeTheirs}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="Somebody changed this while you edited it"
      size="lg"
    >
      <Text c="dimmed" mb="md">
        {differing.length === 0
          ? 'What you see in the form is the same in both versions.'
          : 'Where the two versions differ:'}
      </Text>
      {stale !== null && differing.length > 0 && (
        <Table.ScrollContainer minWidth={320}>
          <Table layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Field</Table.Th>
                <Table.Th>Yours</Table.Th>
                <Table.Th>Theirs, saved</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differing.map(([field, label]) => (
                <Table.Tr key={field}>
                  <Table.Th scope="row">{label}</Table.Th>
                  <Table.Td style={{ whiteSpace: 'pre-wrap' }}>{shown(field, stale.mine)}</Table.Td>
                  <Table.Td style={{ whiteSpace: 'pre-wrap' }}>{shown(field, stale.theirs)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={edit.takeTheirs}>
          Take theirs
        </Button>
        <Button onClick={edit.keepMine} loading={edit.busy}>
          Save mine over it
        </Button>
      </Group>
    </Modal>
  );
}

function text(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(text).join(', ');
  if (typeof value !== 'object') return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, part]) => `${name} ${text(part)}`)
    .join(' · ');
}
