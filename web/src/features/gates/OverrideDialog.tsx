import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { client } from '../../api/client';
import { toast } from '../../design/feedback/toast';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm } from '../../design/forms/useServerForm';
import { ServiceSelect } from '../../design/pickers/CatalogSelect';
import { exactTime } from '../../design/time/instants';
import { instantNow, viewerTimeZone } from '../../design/time/now';

const HOUR_MS = 3_600_000;
const LENGTHS = [
  { value: '1', label: '1 hour' },
  { value: '4', label: '4 hours' },
  { value: '24', label: '1 day' },
  { value: '72', label: '3 days' },
  { value: '168', label: '1 week' },
];

interface OverrideDialogProps {
  opened: boolean;
  onClose: () => void;
  /** Chosen beforehand; empty: none. */
  service: string;
}

/** Lifts the governor of a service for a while; the audit keeps who and why. */
export function OverrideDialog({ opened, onClose, service }: OverrideDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Override a governor">
      <OverrideForm service={service} onClose={onClose} />
    </Modal>
  );
}

function OverrideForm({ service, onClose }: Omit<OverrideDialogProps, 'opened'>) {
  const { form, onSubmit, busy, problem } = useServerForm({
    draft: `override:${service}`,
    initialValues: { service, reason: '', expiresAt: '4' },
    send: async (values) => {
      const until = new Date(instantNow().getTime() + Number(values.expiresAt) * HOUR_MS);
      const { data } = await client.POST('/api/v1/guards/change-fail/overrides', {
        body: { service: values.service, reason: values.reason.trim(), expiresAt: until.toISOString() },
      });
      return data;
    },
    done: (override) => {
      toast.done(`The governor of ${override?.service ?? service} is lifted`, {
        detail: override && `Until ${exactTime(new Date(override.expiresAt), viewerTimeZone)}.`,
      });
      onClose();
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <Text c="dimmed">
          Until then releases of the service pass whatever its change failures say. Rollbacks and fixes pass anyway.
        </Text>
        <ServiceSelect
          required
          withAsterisk={false}
          value={form.values.service}
          onChange={(key) => form.setFieldValue('service', key)}
          error={form.errors['service']}
        />
        <Textarea
          label="Reason"
          description="Kept in the audit, and shown with each verdict."
          placeholder="The failures came from a broken test cluster"
          required
          withAsterisk={false}
          autosize
          minRows={2}
          maxLength={2_000}
          data-autofocus={service !== '' || undefined}
          {...form.getInputProps('reason')}
        />
        <Select label="For" data={LENGTHS} allowDeselect={false} {...form.getInputProps('expiresAt')} />
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Override
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
