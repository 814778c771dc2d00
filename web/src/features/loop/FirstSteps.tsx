import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { StatusBadge } from '../../design/StatusBadge';
import classes from './FirstSteps.module.css';

const TOKEN = 'export LOOP_TOKEN=$(cat .loop/admin-token)';

/** The way into an empty installation; each step ticks off by itself when its facts arrive. */
export function FirstSteps({ done }: { done: Schemas['LoopSetUp'] }) {
  const to = location.port === '3000' && location.hostname === '127.0.0.1' ? '' : ` --url ${location.origin}`;
  return (
    <section className={classes.steps} aria-labelledby="first-steps">
      <h2 id="first-steps">The way in</h2>
      <p className={classes.lead}>
        Delivery Loop shows what it is told. Any one of these begins; all three go together. The commands run where
        Delivery Loop was started, after <Command text={TOKEN} />
      </p>
      <ol>
        <Step title="Connect GitHub" done={done.githubConnected}>
          In the repository’s webhook settings, add this address, content type <code>application/json</code>, and the
          secret set under <Link to="/settings/integrations">Settings → Integrations</Link>:
          <Command text={`${location.origin}/webhooks/github`} />
        </Step>
        <Step title="Import a git history" done={done.historyImported}>
          Commits, merges and deployments of a clone on your disk:
          <Command text={`npx loop import git ../my-service --service my-service --create --team my-team${to}`} />
        </Step>
        <Step title="Or load the demo" done={done.demoLoaded}>
          The whole loop once, on the history of any repository:
          <Command text={`npx loop demo --repo .${to}`} />
        </Step>
      </ol>
    </section>
  );
}

function Step({ title, done, children }: { title: string; done: boolean; children: ReactNode }) {
  return (
    <li data-done={done}>
      <h3>
        {title} <StatusBadge tone={done ? 'on' : 'waiting'}>{done ? 'done' : 'waiting for facts'}</StatusBadge>
      </h3>
      <div>{children}</div>
    </li>
  );
}

function Command({ text }: { text: string }) {
  return (
    <span className={classes.command}>
      <code>{text}</code>
      <CopyButton value={text} timeout={1_500}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <ActionIcon variant="subtle" size="lg" aria-label={copied ? 'Copied' : `Copy: ${text}`} onClick={copy}>
              {copied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
