import { Button, Group, MultiSelect, PasswordInput, Select, Switch, Text, TextInput } from '@mantine/core';
import { api, client, type Schemas } from '../../api/client';
import { useCan } from '../../api/session';
import { readEditable, type Editable } from '../../api/useEditable';
import { toast } from '../../design/feedback/toast';
import { useServerForm } from '../../design/forms/useServerForm';
import { DialogForm } from './DialogForm';
import { over, requireKey } from '../../design/forms/keys';
import { ListField } from './ListField';
import classes from './ListField.module.css';
import { NameAndKey } from './NameAndKey';

export const PERSON_PATH = '/api/v1/people/{person}';

type Person = Schemas['PersonView'];
type Role = NonNullable<Person['role']>;
type Kind = Person['contacts'][number]['kind'];

interface Contact {
  kind: Kind;
  /** The address of an e-mail, or the URL of the others. */
  to: string;
  secret: string;
}

interface Values extends Record<string, unknown> {
  key: string;
  name: string;
  email: string;
  teams: string[];
  role: string;
  active: boolean;
  contacts: Contact[];
}

const NO_ROLE = 'none';
const ROLES: { value: Role | typeof NO_ROLE; label: string }[] = [
  { value: NO_ROLE, label: 'None: cannot sign in' },
  { value: 'viewer', label: 'Viewer: sees everything but secrets' },
  { value: 'member', label: 'Member: flags, incidents, postmortems too' },
  { value: 'responder', label: 'Responder: kills flags and changes on-call too' },
  { value: 'admin', label: 'Admin: everything, people and secrets too' },
];
const KINDS: { value: Kind; label: string }[] = [
  { value: 'email', label: 'E-mail' },
  { value: 'webhook', label: 'Webhook' },
  { value: 'slack', label: 'Slack' },
];
const LABELS = {
  name: 'Name',
  email: 'E-mail',
  teams: 'Teams',
  role: 'Role',
  active: 'Active',
  contacts: 'Contacts',
};

const NEW: Values = { key: '', name: '', email: '', teams: [], role: 'member', active: true, contacts: [] };

function valuesOf({ key, name, email, teams, role, active, contacts }: Person): Values {
  return {
    key,
    name,
    email,
    teams,
    role: role ?? NO_ROLE,
    active,
    contacts: contacts.map(({ kind, url, address }) => ({ kind, to: address ?? url ?? '', secret: '' })),
  };
}

function contactOf({ kind, to, secret }: Contact): Schemas['Contact'] {
  if (kind === 'email') return { kind, address: to };
  return { kind, url: to, ...(secret !== '' && { secret }) };
}

interface PersonFormProps {
  start: Editable<Person> | null;
  cancel: () => void;
  done: (person: Person) => void;
  invite?: (person: Person) => void;
}

export function PersonForm({ start, cancel, done, invite }: PersonFormProps) {
  const isAdmin = useCan('admin');
  const teams = api.useQuery('get', '/api/v1/teams', { params: { query: { limit: 500 } } });
  const initialValues = start === null ? { ...NEW, role: isAdmin ? NEW.role : NO_ROLE } : valuesOf(start.view);
  const edit = useServerForm<Values, Person | undefined>({
    // No draft: a contact's secret may have been typed.
    initialValues,
    etag: start?.etag,
    send: async (values, etag) => {
      const path = { person: values.key };
      if (start === null) requireKey(values.key);
      const role = ROLES.find(({ value }) => value === values.role)?.value ?? NO_ROLE;
      const { data } = await client.PUT(PERSON_PATH, {
        params: { path, header: over(etag) },
        body: {
          name: values.name,
          email: values.email.trim(),
          teams: values.teams,
          active: values.active,
          ...(isAdmin && { role: role === NO_ROLE ? null : role }),
          contacts: values.contacts.map(contactOf),
        },
      });
      return data;
    },
    reload: async () => {
      const { view, etag } = await readEditable(PERSON_PATH, { person: initialValues.key });
      return { values: valuesOf(view), etag };
    },
    done: (person, { name }) => {
      toast.done(`${name} saved`);
      if (person) done(person);
    },
  });
  const { form } = edit;
  const mayBeInvited = start !== null && isAdmin && start.view.active && start.view.role !== null;
  return (
    <DialogForm edit={edit} labels={LABELS} save={start === null ? 'Add the person' : 'Save'} onCancel={cancel}>
      <NameAndKey form={form} creating={start === null} placeholder="Ada Lovelace" />
      <TextInput
        label="E-mail"
        type="email"
        required
        withAsterisk={false}
        autoComplete="off"
        {...form.getInputProps('email')}
      />
      <MultiSelect
        label="Teams"
        searchable
        data={optionsOf(teams.data?.items ?? [], form.values.teams)}
        {...form.getInputProps('teams')}
      />
      <Select
        label="Role"
        description={isAdmin ? 'Whoever changes role signs in again.' : 'Only administrators give roles.'}
        disabled={!isAdmin}
        allowDeselect={false}
        data={ROLES}
        {...form.getInputProps('role')}
      />
      <Switch
        label="Active"
        description="An inactive person cannot sign in, owns nothing and is paged by nobody."
        {...form.getInputProps('active', { type: 'checkbox' })}
      />
      <ListField
        legend="Contacts"
        description="Where pages go, all at once. A secret signs the calls of a webhook; left empty, the present one stays."
        add="Add a contact"
        count={form.values.contacts.length}
        onAdd={() => form.insertListItem('contacts', { kind: 'email', to: form.values.email, secret: '' })}
        onRemove={(index) => form.removeListItem('contacts', index)}
        nameOf={(index) => form.values.contacts[index]?.to || `contact ${index + 1}`}
        error={contactErrors(form.errors)}
      >
        {(index) => <ContactFields index={index} form={form} />}
      </ListField>
      {mayBeInvited && invite && (
        <Group gap="md">
          <Button variant="default" onClick={() => invite(start.view)}>
            {start.view.hasPassword === true ? 'Let them choose a new password' : 'Invite'}
          </Button>
          <Text c="dimmed" size="sm">
            {start.view.hasPassword === true
              ? 'They sign in with a password.'
              : 'They cannot sign in with a password yet.'}
          </Text>
        </Group>
      )}
    </DialogForm>
  );
}

type Form = ReturnType<typeof useServerForm<Values, Person | undefined>>['form'];

function ContactFields({ index, form }: { index: number; form: Form }) {
  const at = `contacts.${index}`;
  const kind = form.values.contacts[index]?.kind ?? 'email';
  const { error, ...to } = form.getInputProps(`${at}.to`);
  return (
    <>
      <Select
        aria-label={`Kind of contact ${index + 1}`}
        className={classes.narrow}
        allowDeselect={false}
        data={KINDS}
        {...form.getInputProps(`${at}.kind`)}
      />
      <TextInput
        aria-label={`${kind === 'email' ? 'Address' : 'URL'} of contact ${index + 1}`}
        placeholder={kind === 'email' ? 'ada@example.com' : 'https://'}
        className={classes.wide}
        type={kind === 'email' ? 'email' : 'url'}
        autoComplete="off"
        {...to}
        error={error ?? form.errors[`${at}.address`] ?? form.errors[`${at}.url`]}
      />
      {kind === 'webhook' && (
        <PasswordInput
          aria-label={`Secret of contact ${index + 1}`}
          placeholder="Secret"
          className={classes.narrow}
          autoComplete="new-password"
          aria-invalid={form.errors[`${at}.secret`] !== undefined}
          {...form.getInputProps(`${at}.secret`)}
        />
      )}
    </>
  );
}

/** The server speaks of `contacts.0.url`, for which there is one field; what it says of the list stands below it. */
function contactErrors(errors: Record<string, unknown>): string | undefined {
  const said = errors['contacts'];
  return typeof said === 'string' ? said : undefined;
}

function optionsOf(teams: readonly { key: string; name: string }[], chosen: readonly string[]) {
  const known = teams.map(({ key, name }) => ({ value: key, label: name }));
  const gone = chosen.filter((key) => !teams.some((team) => team.key === key));
  return [...known, ...gone.map((key) => ({ value: key, label: key }))];
}
