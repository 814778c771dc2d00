import { Stack } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { api } from '../../../api/client';
import { EmptyState } from '../../../design/feedback/EmptyState';
import { QueryView } from '../../../design/feedback/QueryView';
import { PageHeader } from '../../../design/PageHeader';
import { Part } from './ChangeControl';
import { QuestionCard, ReviewCard } from './KillCards';
import { RequestCard } from './RequestCard';
import { ScheduledCard } from './ScheduledCard';

/** Everything about flags that waits for the person who looks. */
export function RequestsPage() {
  const query = api.useQuery('get', '/api/v1/waiting');
  return (
    <>
      <PageHeader title="Requests" lead="Changes of flags that wait for you, and your own that wait for others." />
      <QueryView query={query}>
        {({ approvals, own, reviews, questions, scheduled, refused }) => {
          const count = [approvals, own, reviews, questions, scheduled, refused].flat().length;
          if (count === 0)
            return (
              <EmptyState icon={IconChecklist} title="Nothing waits for you">
                Requests for approval, kills to review and questions about killed flags stand here.
              </EmptyState>
            );
          return (
            <Stack gap="xl" maw={760}>
              {questions.length > 0 && (
                <Part title="Should it stay off?">
                  {questions.map((question) => (
                    <QuestionCard key={question.id} question={question} />
                  ))}
                </Part>
              )}
              {reviews.length > 0 && (
                <Part title="Kills to review">
                  {reviews.map((review) => (
                    <ReviewCard key={review.id} review={review} />
                  ))}
                </Part>
              )}
              {approvals.length > 0 && (
                <Part title="To approve">
                  {approvals.map((request) => (
                    <RequestCard key={request.id} request={request} linked />
                  ))}
                </Part>
              )}
              {refused.length > 0 && (
                <Part title="Scheduled flips that were refused">
                  {refused.map((flip) => (
                    <ScheduledCard key={flip.id} flip={flip} linked />
                  ))}
                </Part>
              )}
              {own.length > 0 && (
                <Part title="Your requests">
                  {own.map((request) => (
                    <RequestCard key={request.id} request={request} linked />
                  ))}
                </Part>
              )}
              {scheduled.length > 0 && (
                <Part title="Your scheduled flips">
                  {scheduled.map((flip) => (
                    <ScheduledCard key={flip.id} flip={flip} linked />
                  ))}
                </Part>
              )}
            </Stack>
          );
        }}
      </QueryView>
    </>
  );
}
