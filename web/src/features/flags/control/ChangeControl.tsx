import { Button, Group, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useList } from '../../../api/pages';
import { useCan } from '../../../api/session';
import type { Flag } from '../flag';
import { useChangeControl } from './approval';
import classes from './control.module.css';
import { QuestionCard, ReviewCard } from './KillCards';
import { RequestCard } from './RequestCard';
import { ScheduledCard } from './ScheduledCard';
import { ScheduleDialog } from './ScheduleDialog';
import { hasEnded } from './words';

const RECENT = 3;

/** What waits at a flag: questions and reviews after kills, requests, scheduled flips. */
export function ChangeControl({ flag }: { flag: Flag }) {
  const [opened, setOpened] = useState(false);
  const mayWrite = useCan('flags:write') && flag.stage !== 'archived';
  const control = useChangeControl(flag.key);
  const query = { flag: flag.key };
  const requests = useList('/api/v1/change-requests', { query }).items;
  const flips = useList('/api/v1/scheduled-flips', { query }).items;
  const reviews = useList('/api/v1/kill-reviews', { query: { ...query, state: 'open' } }).items;
  const questions = useList('/api/v1/kill-questions', { query: { ...query, state: 'open' } }).items;
  const waiting = requests.filter((request) => !hasEnded(request));
  const ahead = flips.filter(({ state }) => state === 'waiting').toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const refused = flips.filter(({ state }) => state === 'refused').slice(0, RECENT);
  const covered = control?.environments.filter(({ on }) => on).map(({ environment }) => environment) ?? [];
  const nothing = waiting.length + ahead.length + refused.length + reviews.length + questions.length === 0;
  return (
    <section className={classes.section}>
      <h2>Change control</h2>
      <Text c="dimmed" mb="xs">
        {covered.length === 0
          ? 'Nothing needs approval here.'
          : `Changes in ${covered.join(', ')} need the approval of ${control?.policy?.approvals === 1 ? 'another person' : `${control?.policy?.approvals ?? 1} others`}; a kill never does.`}{' '}
        {nothing && 'Nothing waits.'}
      </Text>
      <ul className={classes.list}>
        {questions.map((question) => (
          <QuestionCard key={question.id} question={question} />
        ))}
        {reviews.map((review) => (
          <ReviewCard key={review.id} review={review} />
        ))}
        {waiting.map((request) => (
          <RequestCard key={request.id} request={request} />
        ))}
        {[...ahead, ...refused].map((flip) => (
          <ScheduledCard key={flip.id} flip={flip} />
        ))}
      </ul>
      {mayWrite && (
        <Group mt="sm" className="no-print">
          <Button variant="default" onClick={() => setOpened(true)}>
            Schedule a flip
          </Button>
        </Group>
      )}
      <ScheduleDialog
        flag={flag.key}
        environments={Object.keys(flag.environments)}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </section>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      <ul className={classes.list}>{children}</ul>
    </section>
  );
}
