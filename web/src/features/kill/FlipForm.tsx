import { Button, NativeSelect, Radio, Select, Stack, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { useRef, useState } from 'react';
import { useCan } from '../../api/session';
import { Time } from '../../design/time/Time';
import { likelyIncident, reasonOf, whyNot, type BoardFlag, type BoardIncident, type BoardService } from './board';
import { declare, SEVERITIES, type Severity } from './declare';
import classes from './KillSheet.module.css';
import { SwitchFacts } from './SwitchFacts';
import { useDraft } from './useDraft';
import type { Order } from './useFlip';

const REASONS_OFF = ['Errors since it is on', 'It is slow', 'Wrong results', 'Suspected cause', 'Planned'];
const REASONS_ON = ['Turned off by mistake', 'It was not the cause', 'The fault is mended'];
const NONE = 'none';
const NEW = 'new';
const TIMERS = [
  { value: '', label: 'Do not ask' },
  { value: 'PT30M', label: 'In 30 minutes' },
  { value: 'PT2H', label: 'In 2 hours' },
  { value: 'PT8H', label: 'In 8 hours' },
  { value: 'P1D', label: 'In a day' },
];

interface FlipFormProps {
  flag: BoardFlag;
  service: BoardService;
  turnOn: boolean;
  flip: (order: Order) => Promise<boolean>;
  busy: boolean;
  /** It failed a moment ago. */
  retry: boolean;
}

/** Why, for which incident, and one button that says what will happen where. */
export function FlipForm({ flag, service, turnOn, flip, busy, retry }: FlipFormProps) {
  const { key, name, environment, on, since } = flag;
  const [draft, keep, forget] = useDraft(`${turnOn ? 'on' : 'off'} ${key} ${environment}`, {
    choice: '',
    typed: '',
    incident: turnOn ? NONE : (likelyIncident(service, environment)?.id ?? NONE),
    title: '',
    askAfter: '',
    severity: 'sev2' as Severity,
  });
  const [missing, setMissing] = useState(false);
  const typing = useRef<HTMLTextAreaElement>(null);
  const mayTurnOn = useCan('flags:write');
  const verb = turnOn ? 'Turn on' : 'Turn off';
  const refused = turnOn
    ? mayTurnOn
      ? null
      : 'To turn flags on takes the role of a member or responder.'
    : service.mayKill
      ? null
      : whyNot(service);

  const act = async (): Promise<void> => {
    const reason = reasonOf(draft.choice, draft.typed);
    setMissing(reason === '');
    if (reason === '') return typing.current?.focus();
    const title = draft.title.trim() === '' ? newTitle(service, name) : draft.title.trim();
    const incident =
      draft.incident === NEW
        ? await declare({ title, service: service.key, environment, severity: draft.severity })
        : draft.incident === NONE
          ? null
          : draft.incident;
    // Declared once: a second try must not declare it again.
    if (draft.incident === NEW && incident !== null) keep({ incident });
    const timer = turnOn || draft.askAfter === '' ? {} : { askAfter: draft.askAfter };
    // What takes back a kill of a drill is of that drill too.
    const answers = incident ?? (turnOn ? flag.flip?.incident : null);
    const drillRun = service.incidents.find(({ id }) => id === answers)?.drillRun ?? null;
    if (await flip({ key, environment, on: turnOn, reason, incident, drillRun, ...timer })) forget();
  };

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && refused === null) void act();
      }}
    >
      <div>
        <h2 className={classes.question}>
          {verb} {name}?
        </h2>
        <p className={classes.state}>
          {on ? 'On' : 'Off'} in {environment} since <Time at={since} /> · {service.name}
          {name === key ? '' : ` · ${key}`}
        </p>
        {flag.killSwitch !== null && <SwitchFacts told={flag.killSwitch} />}
      </div>
      <div>
        <div role="group" aria-label="Reason, quick choices" className={classes.choices}>
          {(turnOn ? REASONS_ON : REASONS_OFF).map((choice) => (
            <UnstyledButton
              key={choice}
              className={classes.choice}
              aria-pressed={draft.choice === choice}
              onClick={() => {
                setMissing(false);
                keep({ choice: draft.choice === choice ? '' : choice });
              }}
            >
              {choice}
            </UnstyledButton>
          ))}
        </div>
        <Textarea
          ref={typing}
          label={draft.choice === '' ? 'Reason' : 'More, if you like'}
          placeholder="What you see"
          size="md"
          autosize
          minRows={1}
          maxRows={5}
          maxLength={1_900}
          value={draft.typed}
          error={missing && 'Say why: one tap above is enough.'}
          onChange={({ currentTarget: { value } }) => {
            setMissing(false);
            keep({ typed: value });
          }}
        />
      </div>
      {!turnOn && (
        <Incidents incidents={service.incidents} {...{ draft, keep }} fallbackTitle={newTitle(service, name)} />
      )}
      {!turnOn && (
        <NativeSelect
          label="Ask whether it should stay off"
          description="It never comes back by itself."
          size="md"
          data={TIMERS}
          value={draft.askAfter}
          onChange={({ currentTarget: { value } }) => keep({ askAfter: value })}
        />
      )}
      <div className={classes.confirm}>
        {refused !== null && <p className={classes.refused}>{refused}</p>}
        <Button
          type="submit"
          fullWidth
          color={turnOn ? undefined : 'red.8'}
          loading={busy}
          disabled={refused !== null}
          className={classes.big}
        >
          {retry ? 'Try again: ' : ''}
          {retry ? verb.toLowerCase() : verb} in {environment}
        </Button>
      </div>
    </form>
  );
}

const newTitle = (service: BoardService, flag: string): string => `${service.name}: ${flag} turned off`;

interface IncidentsProps {
  incidents: readonly BoardIncident[];
  draft: { incident: string; title: string; severity: Severity };
  keep: (changes: { incident?: string; title?: string; severity?: Severity }) => void;
  fallbackTitle: string;
}

function Incidents({ incidents, draft, keep, fallbackTitle }: IncidentsProps) {
  const mayDeclare = useCan('incidents:write');
  if (incidents.length === 0 && !mayDeclare) return null;
  return (
    <Radio.Group
      label="Incident"
      value={draft.incident}
      onChange={(incident) => keep({ incident })}
      classNames={{ label: classes.label }}
    >
      <Stack gap={0}>
        {incidents.map(({ id, title, severity, drill, startedAt }) => (
          <Radio
            size="md"
            key={id}
            value={id}
            classNames={{ body: classes.radio }}
            label={[severity, title ?? id, drill ? '(drill)' : ''].filter(Boolean).join(' ')}
            description={
              <>
                since <Time at={startedAt} />
              </>
            }
          />
        ))}
        <Radio size="md" value={NONE} label="No incident" classNames={{ body: classes.radio }} />
        {mayDeclare && <Radio size="md" value={NEW} label="Declare one with it" classNames={{ body: classes.radio }} />}
      </Stack>
      {draft.incident === NEW && (
        <div className={classes.fresh}>
          <TextInput
            label="Title of the incident"
            placeholder={fallbackTitle}
            maxLength={500}
            value={draft.title}
            onChange={({ currentTarget: { value } }) => keep({ title: value })}
          />
          <Select
            label="Severity"
            data={SEVERITIES}
            allowDeselect={false}
            value={draft.severity}
            onChange={(value) => {
              const severity = SEVERITIES.find((known) => known === value);
              if (severity) keep({ severity });
            }}
          />
        </div>
      )}
    </Radio.Group>
  );
}
