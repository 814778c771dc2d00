import { Button, Menu } from '@mantine/core';
import { IconDots, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api, queries } from '../../api/client';
import { useCan } from '../../api/session';
import { QueryView } from '../../design/feedback/QueryView';
import { PageHeader } from '../../design/PageHeader';
import { StatusBadge } from '../../design/StatusBadge';
import { useUrlState } from '../../design/useUrlState';
import { ChangeControl } from './control/ChangeControl';
import { CodeReferences } from './CodeReferences';
import { Staleness } from './debt/Staleness';
import { DebtList } from './DebtList';
import { EditFlag } from './EditFlag';
import { Environments } from './Environments';
import { Exposure } from './Exposure';
import { FlagFacts } from './FlagFacts';
import { FlagHistory } from './FlagHistory';
import { KINDS, type Flag } from './flag';
import classes from './flags.module.css';
import { LifecycleDialog, STEPS, stepsOf, type Step } from './LifecycleDialog';
import { TargetingSection } from './targeting/TargetingSection';
import { Receipts } from './Receipts';
import { Usage } from './Usage';

const TRAIL = [{ label: 'Flags', to: '/flags' }];

export function FlagPage() {
  const { key = '' } = useParams();
  const query = api.useQuery('get', '/api/v1/flags/{key}', { params: { path: { key } } });
  return <QueryView query={query}>{(flag) => <Shown flag={flag} />}</QueryView>;
}

/** After a change of one's own, without waiting for the hint. */
const refresh = (): void => void queries.invalidateQueries({ queryKey: ['get', '/api/v1/flags/{key}'] });

function Shown({ flag }: { flag: Flag }) {
  const [dialogs, setDialogs] = useUrlState({ edit: '' });
  const [step, setStep] = useState<Step | null>(null);
  const mayWrite = useCan('flags:write');
  const steps = stepsOf(flag.stage);
  return (
    <>
      <PageHeader
        title={flag.name}
        trail={TRAIL}
        status={
          <>
            <StageBadge flag={flag} />
            <span className={classes.quiet}>{KINDS[flag.kind].label}</span>
          </>
        }
        lead={flag.description ?? undefined}
        actions={
          mayWrite && (
            <>
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button variant="default" rightSection={<IconDots size={16} aria-hidden="true" />}>
                    Lifecycle
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {steps.map((each) => (
                    <Menu.Item key={each} onClick={() => setStep(each)}>
                      {STEPS[each].label}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
              {flag.stage !== 'archived' && (
                <Button
                  variant="default"
                  leftSection={<IconPencil size={16} aria-hidden="true" />}
                  onClick={() => setDialogs({ edit: '1' })}
                >
                  Edit
                </Button>
              )}
            </>
          )
        }
      />
      <div className={classes.sections}>
        <div>
          <DebtList flag={flag} mayWrite={mayWrite} edit={() => setDialogs({ edit: '1' })} take={setStep} />
          <Environments flag={flag} refresh={refresh} />
          <Exposure flag={flag} />
          <Staleness flag={flag} mayWrite={mayWrite} />
          <TargetingSection flag={flag} />
          <Receipts flag={flag} />
          <ChangeControl flag={flag} />
          <CodeReferences flag={flag} />
          <Usage flag={flag} />
        </div>
        <FlagFacts flag={flag} />
      </div>
      <FlagHistory flag={flag.key} />
      <EditFlag
        flag={flag.key}
        opened={dialogs.edit !== ''}
        onClose={() => setDialogs({ edit: '' })}
        onDone={() => {
          refresh();
          setDialogs({ edit: '' });
        }}
      />
      <LifecycleDialog flag={flag} step={step} onClose={() => setStep(null)} refresh={refresh} />
    </>
  );
}

function StageBadge({ flag: { stage, outcome, debt } }: { flag: Flag }) {
  if (stage !== 'active') {
    return (
      <StatusBadge tone="none">
        {stage}
        {outcome !== null && `, ${outcome}`}
      </StatusBadge>
    );
  }
  return debt.length > 0 ? <StatusBadge tone="attention">active, in debt</StatusBadge> : <span>active</span>;
}
