import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { useList } from '../../api/pages';
import { ErrorState } from '../../design/feedback/ErrorState';
import { Waiting } from '../../design/feedback/Waiting';
import classes from './Incident.module.css';
import { NoteForm } from './NoteForm';
import { story } from './story';
import { StoryRow } from './StoryRow';
import { useRecentChanges } from './use-changes';
import type { Incident } from './words';

/** What happens, as it happens: the newest on top, under the field for notes. */
export function Timeline({ incident, may }: { incident: Incident; may: boolean }) {
  const { id, startedAt } = incident;
  const list = useList('/api/v1/incidents/{id}/timeline', { path: { id } }, { pageSize: 500 });
  const { since } = useRecentChanges(incident);
  useEffect(() => {
    if (list.hasMore) list.loadMore();
  });
  const told = list.hasMore ? [] : story(list.items, since);
  return (
    <section className={`${classes.section} ${classes.timeline}`} aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      {may && <NoteForm incident={id} />}
      {list.loading && <Waiting lines={4} />}
      {list.error !== null && <ErrorState error={list.error} retry={list.retry} />}
      <div role="log" aria-labelledby="timeline">
        <ol className={classes.entries}>
          {told.map((line) => (
            <StoryRow key={line.key} line={line} startedAt={startedAt} />
          ))}
        </ol>
      </div>
      {!list.loading && told.length === 0 && list.error === null && <Text c="dimmed">Nothing is told yet.</Text>}
    </section>
  );
}
