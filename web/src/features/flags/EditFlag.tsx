import { Text } from '@mantine/core';
import { useRef, useState } from 'react';
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
import { Reach } from './targeting/Reach';

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

/** Answers that are looked at before they are saved or asked for, and what they change where it matters. */
interface Reviewed {
  values: FlagValues;
  places: { environment: string; preview: Schemas['PreviewView'] }[];
}

const isFelt = ({ live, production }: Schemas['PreviewView']): boolean => live && production;

function Edit({ first, onClose, onDone }: EditProps) {
  const [base, setBase] = useState(first);
  const [reviewed, setReviewed] = useState<Reviewed | null>(null);
  /** The version that saving all but the answers made of which. */
  const saved = useRef<{ over: string | null; etag: string | null } | null>(null);
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
    review: async (values) => {
      if (!changesAnswers(values, before)) return true;
      const asked = asking(values);
      const all = await Promise.all(Object.keys(environments).map((each) => previewOf(key, each, values)));
      const places = all.flat().filter(({ environment, preview }) => environment === asked || isFelt(preview));
      if (places.length > 0) setReviewed({ values, places });
      return places.length === 0;
    },
    send: async (values, etag) => {
      const environment = asking(values);
      if (environment === undefined) return heedingApproval(key, () => change(flagPatch(values, base.view), etag));
      // Sent also where it changes nothing: so it is heard whether somebody saved meanwhile. Where asking failed once, it was oneself.
      const tag = saved.current?.over === etag ? saved.current.etag : etag;
      const { response } = await change(factsPatch(values, base.view), tag);
      saved.current = { over: etag, etag: response.headers.get('etag') };
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
          asks={asking(reviewed.values) !== undefined}
          opened
          onClose={() => setReviewed(null)}
          title={`Change the answers of ${name}?`}
          verb="Save"
          felt="This is live production: users feel it at once."
          danger={reviewed.places.some(({ preview }) => isFelt(preview))}
          initialReason={reviewed.values.reason}
          reasonPlaceholder="The new texts read better"
          act={send}
          ask={send}
        >
          {asking(reviewed.values) !== undefined && (
            <Text>
              {changesFacts(reviewed.values, before) && 'What else you changed is saved at once. '}
              Until the answers are approved and applied, {name} answers as before in every environment.
            </Text>
          )}
          {reviewed.places.map(({ environment, preview }) => (
            <section key={environment} aria-label={environment}>
              <Text fw={600}>In {environment}</Text>
              <Reach preview={preview} />
            </section>
          ))}
        </ConfirmChange>
      )}
    </>
  );
}

/** Throws, naming the fields, where the flag could not have these answers. */
async function previewOf(key: string, environment: string, values: FlagValues): Promise<Reviewed['places']> {
  const { data: preview } = await client.POST('/api/v1/flags/{key}/environments/{environment}/rules/preview', {
    params: { path: { key, environment } },
    body: answersOf(values),
  });
  return preview === undefined ? [] : [{ environment, preview }];
}
