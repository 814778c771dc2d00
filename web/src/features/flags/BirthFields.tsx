import { Button, Stack, Textarea, TextInput } from '@mantine/core';
import { api } from '../../api/client';
import type { ServerForm } from '../../design/forms/useServerForm';
import { instantNow } from '../../design/time/now';
import { dayAhead, extendsLife, type FlagValues } from './flag-values';
import classes from './flags.module.css';

interface BirthFieldsProps {
  form: ServerForm<FlagValues>['form'];
  before: FlagValues | null;
  labels: Record<'expiresAt' | 'removalTicket' | 'reason' | 'runbook' | 'blastRadius', string>;
}

/** The end of a flag, why it is put off, and what a kill switch says of itself. */
export function BirthFields({ form, before, labels }: BirthFieldsProps) {
  const kinds = api.useQuery('get', '/api/v1/flag-kinds');
  const values = form.getValues();
  const kind = kinds.data?.items.find((each) => each.kind === values.kind);
  const ends = kind?.needsEnd ?? (values.kind === 'release' || values.kind === 'experiment');
  const days = kind?.lifetimeDays ?? null;
  return (
    <Stack gap="lg">
      <div className={classes.two}>
        <div>
          <TextInput type="date" label={labels.expiresAt} required={ends} {...form.getInputProps('expiresAt')} />
          {days !== null && values.expiresAt === '' && (
            <Button
              variant="subtle"
              size="compact-sm"
              mt={4}
              onClick={() => form.setFieldValue('expiresAt', dayAhead(instantNow(), days))}
            >
              In {days} days
            </Button>
          )}
        </div>
        <TextInput
          label={labels.removalTicket}
          placeholder="OPS-12 or https://…"
          required={ends}
          {...form.getInputProps('removalTicket')}
        />
      </div>
      {extendsLife(values, before) && (
        <Textarea
          label={labels.reason}
          description={`An extension is counted${kind === undefined ? '' : `; after ${kind.extensionCap} only an administrator may`}.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          required
          {...form.getInputProps('reason')}
        />
      )}
      {values.kind === 'kill_switch' && (
        <div className={classes.two}>
          <TextInput
            label={labels.runbook}
            description="Where it is written what to do."
            placeholder="https://…"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...form.getInputProps('runbook')}
            error={form.errors['runbook'] ?? form.errors['killSwitch.runbook']}
          />
          <Textarea
            label={labels.blastRadius}
            description="What users lose while it is off."
            placeholder="Nobody can pay by card"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autosize
            {...form.getInputProps('blastRadius')}
          />
        </div>
      )}
    </Stack>
  );
}
