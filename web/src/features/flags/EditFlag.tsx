import { Text } from '@mantine/core';
import { useState } from 'react';
import { client, type Schemas } from '../../api/client';
import { readEditable, useEditable, type Editable } from '../../api/useEditable';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { StaleEdit } from '../../design/forms/StaleEdit';
import { useServerForm } from '../../design/forms/useServerForm';
import { askForApproval, heedingApproval, useNeedsApproval } from './control/approval';
import { ConfirmChange } from './control/ConfirmChange';
import type { Flag } from './flag';
import {
  answersOf,
  changesAnswers,
  changesFacts,
  factsPatch,
  flagPatch,
  valuesOf,
  type FlagValues,
} from './flag-values';
import { Fields, FormModal, LABELS } from './FlagForm';

interface EditFlagProps {
  flag: string;
  opened: boolean;
  onClose: () => void;
  /** It is saved, or asked for. */
  onDone: () => void;
}

export function EditFlag({ flag, opened, onClose, onDone }: EditFlagProps) {
  return (
    <FormModal opened={opened} onClose={onClose} title={`Edit ${flag}`}>
      <Loaded flag={flag} onClose={onClose} onDone={onDone} />
    </FormModal>
  );
}

function Loaded({ flag, ...rest }: Omit<EditFlagProps, 'opened'>) {
  const read = useEditable('/api/v1/flags/{key}', { key: flag });
  // What is edited is what was read first; a change by others shows as a 412, not under one's fingers.
  return <QueryView query={read}>{(first) => <Edit first={first} {...rest} />}</QueryView>;
}

interface EditProps extends Pick<EditFlagProps, 'onClose' | 'onDone'> {
  first: Editable<Flag>;
}

function Edit({ first, onClose, onDone }: EditProps) {
  const [base, setBase] = useState(first);
  const [reviewed, setReviewed] = useState<FlagValues | null>(null);
  const { key, name, environments } = base.view;
  const before = valuesOf(base.view);
  const needsApproval = useNeedsApproval(key);
  /** Answers hold in all environments at once: the first one that needs approval speaks for all. */
  const asking = (values: FlagValues): string | undefined =>
    changesAnswers(values, before)
      ? Object.keys(environments).find((environment) => needsApproval(environment, { kind: 'answers' }))
      : undefined;
  const change = (body: Schemas['FlagPatch'], etag: string | null) =>
    client.PATCH('/api/v1/flags/{key}', {
      params: { path: { key }, header: etag === null ? {} : { 'If-Match': etag } },
      body,
    });
  const edit = useServerForm({
    draft: `flag ${key}`,
    initialValues: before,
    etag: base.etag,
    review: (values) => {
      if (asking(values) === undefined) return Promise.resolve(true);
      setReviewed(values);
      return Promise.resolve(false);
    },
    send: async (values, etag) => {
      const environment = asking(values);
      if (environment === undefined) return heedingApproval(key, () => change(flagPatch(values, base.view), etag));
      // Sent also where it changes nothing: so it is heard whether somebody saved meanwhile.
      await change(factsPatch(values, base.view), etag);
      return askForApproval(key, environment, { kind: 'answers', ...answersOf(values) }, values.reason);
    },
    done: (_, values) => {
      if (asking(values) === undefined || changesFacts(values, before)) toast.done(`${values.name} is saved`);
      onDone();
    },
    reload: async () => {
      const now = await readEditable('/api/v1/flags/{key}', { key });
      setBase(now);
      return { values: valuesOf(now.view), etag: now.etag };
    },
  });
  const send = (reason: string): Promise<void> => {
    edit.confirm({ reason });
    return Promise.resolve();
  };
  return (
    <>
      <Fields edit={edit} isNew={false} before={before} verb="Save" onClose={onClose} />
      <StaleEdit edit={edit} labels={{ ...LABELS, reason: 'Reason' }} />
      {reviewed !== null && (
        <ConfirmChange
          flag={key}
          asks={asking(reviewed) !== undefined}
          opened
          onClose={() => setReviewed(null)}
          title={`Change the answers of ${name}?`}
          verb="Save"
          felt={null}
          initialReason={reviewed.reason}
          reasonPlaceholder="The new texts read better"
          act={send}
          ask={send}
        >
          <Text>
            {changesFacts(reviewed, before) && 'What else you changed is saved at once. '}
            Until the answers are approved and applied, {name} answers as before in every environment.
          </Text>
        </ConfirmChange>
      )}
    </>
  );
}
