import { Button, Group, MultiSelect, Radio, Stack, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { client, queries, type Schemas } from '../../../api/client';
import { useList } from '../../../api/pages';
import { readEditable, useEditable, type Editable } from '../../../api/useEditable';
import { QueryView } from '../../../design/feedback/QueryView';
import { toast } from '../../../design/feedback/toast';
import { FormProblem } from '../../../design/forms/FormProblem';
import { StaleEdit } from '../../../design/forms/StaleEdit';
import { useServerForm } from '../../../design/forms/useServerForm';
import { ServiceSelect } from '../../../design/pickers/CatalogSelect';
import { durationText, shortTime } from '../../../design/time/instants';
import type { Incident } from './links';
import classes from './rows.module.css';

type Loaded = Editable<Schemas['LinkView']>;
type Cause = 'deployments' | 'external' | 'none';
type Values = { cause: Cause; deployments: string[]; reason: string };

interface CorrectLinkProps {
  incident: Incident;
  timeZone: string;
}

const PATH = '/api/v1/dora/links/{incident}';

/** Says what caused an incident. Whatever a person says beats every rule, and the numbers follow. */
export function CorrectLink({ incident, timeZone }: CorrectLinkProps) {
  const link = useEditable(PATH, { incident: incident.id });
  return (
    <section className={classes.correct} aria-labelledby="correct-link">
      <h3 id="correct-link">Correct this link</h3>
      <QueryView query={link}>{(loaded) => <Form incident={incident} timeZone={timeZone} loaded={loaded} />}</QueryView>
    </section>
  );
}

function Form({ incident, timeZone, loaded }: CorrectLinkProps & { loaded: Loaded }) {
  // What was seen when the form was opened: a later reading must not let this one overwrite it unseen.
  const [seen, setSeen] = useState(loaded);
  const edit = useServerForm<Values, Loaded>({
    draft: `dora-link-${incident.id}`,
    initialValues: valuesOf(seen.view),
    etag: seen.etag,
    send: async ({ cause, deployments, reason }, etag) => {
      const { data, response } = await client.PUT(PATH, {
        params: { path: { incident: incident.id }, header: etag === null ? {} : { 'If-Match': etag } },
        body: {
          reason,
          ...(cause === 'external' ? { external: true } : { deployments: cause === 'none' ? [] : deployments }),
        },
      });
      if (data === undefined) throw new Error('The correction was answered by nothing');
      return { view: data, etag: response.headers.get('etag') };
    },
    done: (saved) => {
      setSeen(saved);
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/dora/incidents'] });
      toast.done('Link corrected', { detail: 'The numbers follow within seconds.' });
    },
    reload: async () => {
      const { view, etag } = await readEditable(PATH, { incident: incident.id });
      return { values: valuesOf(view), etag };
    },
  });
  const { form } = edit;
  const { cause } = form.getValues();
  return (
    <form onSubmit={edit.onSubmit} noValidate>
      <Stack gap="md">
        <Radio.Group label="What caused it" {...form.getInputProps('cause')}>
          <Stack gap="sm" mt="sm">
            <Radio value="deployments" label="One or more deployments" />
            <Radio value="external" label="Something outside: no deployment of ours" />
            <Radio value="none" label="No deployment, as far as we know" />
          </Stack>
        </Radio.Group>
        {cause === 'deployments' && (
          <DeploymentPicker incident={incident} timeZone={timeZone} {...form.getInputProps('deployments')} />
        )}
        <Textarea
          label="Reason"
          placeholder="How you know"
          required
          autosize
          minRows={2}
          maxLength={2000}
          {...form.getInputProps('reason')}
        />
        <FormProblem problem={edit.problem} />
        <Group justify="flex-end">
          <Button type="submit" loading={edit.busy}>
            Correct the link
          </Button>
        </Group>
      </Stack>
      <StaleEdit edit={edit} labels={{ cause: 'Cause', deployments: 'Deployments', reason: 'Reason' }} />
    </form>
  );
}

function valuesOf({ deployments, external, reason }: Schemas['LinkView']): Values {
  return {
    cause: external ? 'external' : deployments.length === 0 && reason !== null ? 'none' : 'deployments',
    deployments,
    reason: reason ?? '',
  };
}

interface DeploymentPickerProps extends CorrectLinkProps {
  value?: string[];
  onChange?: (ids: string[]) => void;
  error?: ReactNode;
}

const LOOK_BACK_MS = 14 * 86_400_000;

/** The deployments of a service in the two weeks before the incident, the latest first. */
function DeploymentPicker({ incident, timeZone, value = [], onChange, error }: DeploymentPickerProps) {
  const [service, setService] = useState(incident.service);
  const began = Date.parse(incident.startedAt);
  const list = useList('/api/v1/dora/deployments', {
    query: {
      service,
      ...(service === incident.service ? { environment: incident.environment } : {}),
      from: new Date(began - LOOK_BACK_MS).toISOString(),
      to: new Date(began + 1).toISOString(),
      timezone: timeZone,
    },
  });
  const offered = list.items.map(({ id, finishedAt }) => ({
    value: id,
    label: `${id} · ${shortTime(new Date(finishedAt), timeZone, 'minute')}, ${durationText((began - Date.parse(finishedAt)) / 1000)} before`,
  }));
  const chosenElsewhere = value.filter((id) => !offered.some((option) => option.value === id));
  return (
    <Group align="flex-start" gap="sm" wrap="wrap">
      <ServiceSelect
        label="Of the service"
        required
        withAsterisk={false}
        className={classes.service}
        value={service}
        onChange={setService}
      />
      <MultiSelect
        label="Deployments"
        className={classes.deployments}
        data={[...offered, ...chosenElsewhere.map((id) => ({ value: id, label: id }))]}
        value={value}
        onChange={(ids) => onChange?.(ids)}
        error={error}
        searchable
        hidePickedOptions
        limit={100}
        nothingFoundMessage={list.loading ? 'Loading' : 'None in the two weeks before'}
        placeholder={value.length === 0 ? 'Choose' : undefined}
      />
    </Group>
  );
}
