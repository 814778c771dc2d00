import { Anchor, Button, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../../api/client';
import { useCan, useSession } from '../../../api/session';
import { ConfirmWithReason } from '../../../design/feedback/ConfirmWithReason';
import { toast } from '../../../design/feedback/toast';
import { PersonName } from '../../../design/pickers/PersonSelect';
import { StatusBadge } from '../../../design/StatusBadge';
import { Time } from '../../../design/time/Time';
import classes from './control.module.css';
import { refreshControl } from './refresh';
import type { Question, Review } from './words';

const AGAIN = [
  { value: '', label: 'Not again' },
  { value: 'PT2H', label: 'In 2 hours' },
  { value: 'P1D', label: 'In a day' },
  { value: 'P7D', label: 'In a week' },
];

/** A kill that another person looks at. */
export function ReviewCard({ review }: { review: Review }) {
  const [opened, setOpened] = useState(false);
  const person = useSession()?.person?.key;
  const may = useCan('flags:write') && review.killedBy !== person && review.state !== 'done';
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <strong>
          Kill of <FlagLink flag={review.flag} /> in {review.environment}
        </strong>
        <StatusBadge tone={review.state === 'done' ? 'on' : review.state === 'overdue' ? 'red' : 'waiting'}>
          {review.state === 'done' ? 'reviewed' : review.state === 'overdue' ? 'review overdue' : 'to be reviewed'}
        </StatusBadge>
      </div>
      <Text>{review.reason}</Text>
      <p className={classes.quiet}>
        Killed by <PersonName person={review.killedBy} /> <Time at={review.killedAt} />
        {review.state === 'done' ? (
          <>
            {' '}
            · reviewed by <PersonName person={review.reviewedBy} />: {review.note}
          </>
        ) : (
          <>
            {' '}
            · due <Time at={review.dueAt} />
          </>
        )}
      </p>
      {may && (
        <Group className="no-print">
          <Button variant="default" onClick={() => setOpened(true)}>
            Review
          </Button>
        </Group>
      )}
      <ConfirmWithReason
        opened={opened}
        onClose={() => setOpened(false)}
        title={`Review the kill of ${review.flag} in ${review.environment}`}
        confirmLabel="Reviewed"
        reasonLabel="What you found"
        onConfirm={async (note) => {
          await client.POST('/api/v1/kill-reviews/{id}/done', { params: { path: { id: review.id } }, body: { note } });
          refreshControl();
          toast.done('Reviewed');
        }}
      />
    </li>
  );
}

/** Whether a killed flag should stay off. */
export function QuestionCard({ question }: { question: Question }) {
  const [answer, setAnswer] = useState<'keep_off' | 'turn_on'>('keep_off');
  const [askAfter, setAskAfter] = useState('');
  const [opened, setOpened] = useState(false);
  const mayTurnOn = useCan('flags:write');
  const { flag, environment } = question;
  const ask = (chosen: typeof answer): void => {
    setAnswer(chosen);
    setOpened(true);
  };
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <strong>
          Should <FlagLink flag={flag} /> stay off in {environment}?
        </strong>
        <StatusBadge tone={question.state === 'asked' ? 'attention' : 'waiting'}>
          {question.state === 'asked' ? 'asked' : 'asked later'}
        </StatusBadge>
      </div>
      <Text>{question.reason}</Text>
      <p className={classes.quiet}>
        Killed by <PersonName person={question.killedBy} /> <Time at={question.killedAt} /> ·{' '}
        {question.state === 'asked' ? 'asked' : 'will be asked'} <Time at={question.askAt} />
        {question.note !== null && ` · ${question.note}`}
      </p>
      <Group className="no-print" gap="sm">
        <Button variant="default" onClick={() => ask('keep_off')}>
          Keep off
        </Button>
        {mayTurnOn && (
          <Button variant="default" onClick={() => ask('turn_on')}>
            Turn on
          </Button>
        )}
      </Group>
      <ConfirmWithReason
        opened={opened}
        onClose={() => setOpened(false)}
        title={answer === 'keep_off' ? `Keep ${flag} off in ${environment}?` : `Turn on ${flag} in ${environment}?`}
        confirmLabel={answer === 'keep_off' ? 'Keep off' : `Turn on in ${environment}`}
        danger={answer === 'turn_on'}
        onConfirm={async (reason) => {
          const params = { path: { id: question.id } };
          const again = answer === 'keep_off' && askAfter !== '' ? { askAfter } : {};
          await client.POST('/api/v1/kill-questions/{id}/answer', { params, body: { answer, reason, ...again } });
          refreshControl();
          toast.done(answer === 'keep_off' ? `${flag} stays off` : `${flag} is on in ${environment}`);
        }}
      >
        {answer === 'keep_off' && (
          <Select
            label="Ask again"
            data={AGAIN}
            allowDeselect={false}
            value={askAfter}
            onChange={(value) => setAskAfter(value ?? '')}
          />
        )}
      </ConfirmWithReason>
    </li>
  );
}

function FlagLink({ flag }: { flag: string }) {
  return (
    <Anchor component={Link} to={`/flags/${encodeURIComponent(flag)}`} inherit>
      {flag}
    </Anchor>
  );
}
