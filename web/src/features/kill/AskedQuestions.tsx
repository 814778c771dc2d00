import { Anchor } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '../../api/client';
import { Time } from '../../design/time/Time';
import classes from './KillPage.module.css';

/** Killed flags of which somebody must say whether they stay off; the answer is given at the flag. */
export function AskedQuestions() {
  const read = api.useQuery('get', '/api/v1/kill-questions', { params: { query: { state: 'open', limit: 50 } } });
  const asked = read.data?.items.filter(({ state }) => state === 'asked') ?? [];
  return asked.map(({ id, flag, environment, askAt }) => (
    <div key={id} className={classes.stale}>
      <IconHelpCircle size={18} aria-hidden="true" />
      <span>
        Should{' '}
        <Anchor component={Link} to={`/flags/${encodeURIComponent(flag)}`} inherit>
          {flag}
        </Anchor>{' '}
        stay off in {environment}? Asked <Time at={askAt} />.
      </span>
    </div>
  ));
}
