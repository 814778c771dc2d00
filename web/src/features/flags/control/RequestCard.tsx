import { Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../../api/client';
import { useCan, useSession } from '../../../api/session';
import { ConfirmWithReason } from '../../../design/feedback/ConfirmWithReason';
import { toast } from '../../../design/feedback/toast';
import { PersonName } from '../../../design/pickers/PersonSelect';
import { StatusBadge } from '../../../design/StatusBadge';
import { Time } from '../../../design/time/Time';
import { wordsOfSegment } from '../targeting/rules';
import classes from './control.module.css';
import { refreshControl } from './refresh';
import { anchorOf, differences, hasEnded, REQUEST_TONES, requestTitle, type Request } from './words';

type Step = 'approve' | 'reject' | 'withdraw' | 'apply' | 'edit';

const STEPS: Record<Step, { label: string; done: string; reason: string; required: boolean; about: string }> = {
  approve: {
    label: 'Approve',
    done: 'Approved',
    reason: 'Note',
    required: false,
    about: 'You approve exactly what stands here. An edit afterwards makes your approval void.',
  },
  reject: { label: 'Reject', done: 'Rejected', reason: 'Why not', required: true, about: 'The request ends.' },
  withdraw: { label: 'Withdraw', done: 'Withdrawn', reason: 'Note', required: false, about: 'The request ends.' },
  apply: { label: 'Apply', done: 'Applied', reason: 'Note', required: false, about: 'It takes effect at once.' },
  edit: {
    label: 'Ask again',
    done: 'Asked again',
    reason: 'Reason',
    required: true,
    about: 'The same change, of the flag and its segments as they are now. Earlier approvals count no more.',
  },
};

/** One change request: the difference, who approved, and what the person may do about it. */
export function RequestCard({ request, linked = false }: { request: Request; linked?: boolean }) {
  const [step, setStep] = useState<Step | null>(null);
  const [opened, setOpened] = useState(false);
  const person = useSession()?.person?.key;
  const mayWrite = useCan('flags:write');
  const { id, hash, state, content } = request;
  const counted = request.approvals.filter(({ counts }) => counts);
  const mine = request.requestedBy === person;
  const ended = hasEnded(request);
  const steps: Step[] = [
    ...(request.mayApprove ? (['approve', 'reject'] as const) : []),
    ...(mayWrite && state === 'approved' ? (['apply'] as const) : []),
    ...(mayWrite && (state === 'outdated' || state === 'expired') ? (['edit'] as const) : []),
    ...(mine && !ended ? (['withdraw'] as const) : []),
  ];

  const act = async (what: Step, typed: string): Promise<void> => {
    const params = { path: { id } };
    const note = typed === '' ? null : typed;
    if (what === 'approve') await client.POST('/api/v1/change-requests/{id}/approve', { params, body: { hash, note } });
    if (what === 'reject') await client.POST('/api/v1/change-requests/{id}/reject', { params, body: { note: typed } });
    if (what === 'withdraw') await client.POST('/api/v1/change-requests/{id}/withdraw', { params, body: { note } });
    if (what === 'apply') await client.POST('/api/v1/change-requests/{id}/apply', { params });
    if (what === 'edit') await client.PUT('/api/v1/change-requests/{id}', { params, body: { content, reason: typed } });
    refreshControl();
    toast.done(STEPS[what].done, { detail: requestTitle(request) });
  };

  return (
    <li className={classes.card} id={anchorOf(request)}>
      <div className={classes.head}>
        <strong>
          {linked ? (
            <Anchor component={Link} to={`/flags/${encodeURIComponent(request.flag)}`}>
              {requestTitle(request)}
            </Anchor>
          ) : (
            requestTitle(request)
          )}
        </strong>
        <StatusBadge tone={REQUEST_TONES[state]}>
          {state === 'open' ? `${counted.length} of ${request.needed} approvals` : state}
        </StatusBadge>
      </div>
      <Text>{request.reason}</Text>
      <WhatIsApproved request={request} />
      <p className={classes.quiet}>
        Asked for by <PersonName person={request.requestedBy} /> <Time at={request.requestedAt} />
        {request.editedBy !== request.requestedBy && (
          <>
            , edited by <PersonName person={request.editedBy} />
          </>
        )}
        {!ended && (
          <>
            {' '}
            · expires <Time at={request.expiresAt} />
          </>
        )}
        {request.approvals.map(({ person: approver, at, note, counts }) => (
          <span key={`${approver} ${at}`}>
            {' '}
            · {counts ? 'approved' : 'approved before the edit'} by <PersonName person={approver} />
            {note !== null && `: ${note}`}
          </span>
        ))}
        {request.endedBy !== null && (
          <>
            {' '}
            · {state} by <PersonName person={request.endedBy} />
            {request.note !== null && `: ${request.note}`}
          </>
        )}
      </p>
      {steps.length > 0 && (
        <Group gap="sm" className="no-print">
          {steps.map((each) => (
            <Button
              key={each}
              variant={each === 'approve' || each === 'apply' ? 'filled' : 'default'}
              onClick={() => {
                setStep(each);
                setOpened(true);
              }}
            >
              {STEPS[each].label}
            </Button>
          ))}
        </Group>
      )}
      {step !== null && (
        <ConfirmWithReason
          opened={opened}
          onClose={() => setOpened(false)}
          title={`${STEPS[step].label}: ${requestTitle(request)}?`}
          confirmLabel={STEPS[step].label}
          reasonLabel={STEPS[step].reason}
          required={STEPS[step].required}
          initialReason={step === 'edit' ? request.reason : ''}
          onConfirm={(typed) => act(step, typed)}
        >
          <Text>{STEPS[step].about}</Text>
          <WhatIsApproved request={request} />
        </ConfirmWithReason>
      )}
    </li>
  );
}

/** The difference, and who is in the segments that its rules name. */
function WhatIsApproved({ request }: { request: Request }) {
  return (
    <>
      <DifferenceTable request={request} />
      {request.before.segments?.map((segment) => (
        <Text key={segment.key} size="sm">
          In the segment {segment.key}: {wordsOfSegment(segment)}
        </Text>
      ))}
    </>
  );
}

function DifferenceTable({ request }: { request: Request }) {
  return (
    <table className={classes.difference} aria-label="What changes">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {differences(request).map(({ what, before, after }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>
              <pre>{before}</pre>
            </td>
            <td>
              <pre>{after}</pre>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
