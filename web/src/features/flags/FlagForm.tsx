import { Button, Group, Modal, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { client } from '../../api/client';
import { FormProblem } from '../../design/forms/FormProblem';
import { useServerForm, type ServerForm } from '../../design/forms/useServerForm';
import { ServiceSelect } from '../../design/pickers/CatalogSelect';
import { BirthFields } from './BirthFields';
import { emptyFlag, keyOfName, newFlag, type FlagValues } from './flag-values';
import { KINDS, type Flag, type Kind } from './flag';
import classes from './flags.module.css';
import { OwnerSelect } from './OwnerSelect';
import { VariantFields } from './VariantFields';

export const LABELS = {
  name: 'Name',
  description: 'Description',
  kind: 'Kind',
  owner: 'Owner',
  expiresAt: 'Expires',
  removalTicket: 'Removal ticket',
  reason: 'Why it is to live longer',
  runbook: 'Runbook',
  blastRadius: 'Blast radius',
  variants: 'Variants',
  defaultVariant: 'When on',
  offVariant: 'When off',
};

interface CreateFlagProps {
  opened: boolean;
  /** The service that stands there already; empty: none. */
  service: string;
  onClose: () => void;
  onCreated: (flag: Flag) => void;
}

export function CreateFlag({ opened, onClose, ...rest }: CreateFlagProps) {
  return (
    <FormModal opened={opened} onClose={onClose} title="New flag">
      <NewFlag {...rest} onClose={onClose} />
    </FormModal>
  );
}

function NewFlag({ service, onClose, onCreated }: Omit<CreateFlagProps, 'opened'>) {
  const edit = useServerForm({
    draft: 'new-flag',
    initialValues: emptyFlag(service),
    send: async (values) => (await client.POST('/api/v1/flags', { body: newFlag(values) })).data,
    done: (flag) => {
      if (flag) onCreated(flag);
    },
  });
  return <Fields edit={edit} isNew before={null} verb="Create flag" onClose={onClose} />;
}

/** A dialog with the fields of a flag. */
export function FormModal({
  children,
  ...props
}: {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}) {
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  return (
    <Modal size="44rem" fullScreen={phone} {...props}>
      {children}
    </Modal>
  );
}

interface FieldsProps {
  edit: ServerForm<FlagValues>;
  isNew: boolean;
  /** What stood there when the form was opened; null: a new flag. */
  before: FlagValues | null;
  verb: string;
  onClose: () => void;
}

export function Fields({ edit: { form, onSubmit, busy, problem }, isNew, before, verb, onClose }: FieldsProps) {
  const values = form.getValues();
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <div className={classes.two}>
          <TextInput
            label={LABELS.name}
            placeholder="New checkout"
            data-autofocus
            {...form.getInputProps('name')}
            onChange={({ currentTarget: { value } }) => {
              if (isNew && values.key === keyOfName(values.name)) form.setFieldValue('key', keyOfName(value));
              form.setFieldValue('name', value);
            }}
          />
          {isNew ? (
            <TextInput
              label="Key"
              description="What code asks for; it stays for good."
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              required
              {...form.getInputProps('key')}
            />
          ) : (
            <OwnerSelect label={LABELS.owner} required {...picked(form, 'owner')} />
          )}
        </div>
        {isNew && (
          <div className={classes.two}>
            <ServiceSelect required {...picked(form, 'service')} />
            <OwnerSelect
              label={LABELS.owner}
              description="Who answers for it and removes it."
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              required
              {...picked(form, 'owner')}
            />
          </div>
        )}
        <Textarea label={LABELS.description} autosize minRows={2} maxRows={8} {...form.getInputProps('description')} />
        <Radio.Group label={LABELS.kind} {...form.getInputProps('kind')}>
          <div className={classes.kinds}>
            {(Object.keys(KINDS) as Kind[]).map((kind) => (
              <Radio key={kind} value={kind} label={KINDS[kind].label} description={KINDS[kind].about} />
            ))}
          </div>
        </Radio.Group>
        <BirthFields form={form} before={before} labels={LABELS} />
        <VariantFields form={form} />
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What a picker of keys needs of the form. */
function picked(form: FieldsProps['edit']['form'], field: 'owner' | 'service') {
  return {
    value: form.getValues()[field],
    onChange: (value: string) => form.setFieldValue(field, value),
    error: form.errors[field],
  };
}
