import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { EmptyState } from '../../design/feedback/EmptyState';
import { Waiting } from '../../design/feedback/Waiting';
import type { Board, BoardFlag, BoardService } from './board';
import { boardQuery } from './board-query';
import { FlipFailed, FlipDone } from './Outcome';
import { FlipForm } from './FlipForm';
import classes from './KillSheet.module.css';
import { useFlip } from './useFlip';

interface KillSheetProps {
  /** The address says which one is open; null: none. */
  flag: string | null;
  environment: string | null;
  close: () => void;
}

/** From the bottom on a phone, within reach of the thumb; from the side on a desk. */
export function KillSheet({ flag, environment, close }: KillSheetProps) {
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  return (
    <Drawer
      opened={flag !== null}
      onClose={close}
      position={phone ? 'bottom' : 'right'}
      size={phone ? 'auto' : '28rem'}
      title={<span className={classes.environment}>{environment}</span>}
      closeButtonProps={{ 'aria-label': 'Close', size: 44 }}
      classNames={{ content: classes.sheet, header: classes.header, body: classes.body }}
    >
      {flag !== null && environment !== null && (
        <Found key={`${flag} ${environment}`} flag={flag} environment={environment} close={close} />
      )}
    </Drawer>
  );
}

function Found({ flag, environment, close }: { flag: string; environment: string; close: () => void }) {
  const base = useQuery({ ...boardQuery, enabled: false }).data;
  const here = found(base, flag, environment);
  const wider = api.useQuery(
    'get',
    '/api/v1/kill-board',
    { params: { query: { q: flag } } },
    { enabled: base !== undefined && here === null },
  );
  const row = here ?? found(wider.data, flag, environment);
  if (row !== null) return <Sheet {...row} close={close} />;
  if (base === undefined || wider.isPending) return <Waiting lines={4} />;
  return (
    <EmptyState title={`${flag} is not in ${environment}`}>
      It is archived, or its service has no production environment of that name.
    </EmptyState>
  );
}

function found(board: Board | undefined, key: string, environment: string): Row | null {
  const flag = board?.flags.find((each) => each.key === key && each.environment === environment);
  const service = board?.services.find((each) => each.key === flag?.service);
  return flag && service ? { flag, service } : null;
}

interface Row {
  flag: BoardFlag;
  service: BoardService;
}

function Sheet({ flag, service, close }: Row & { close: () => void }) {
  // What is to be done is settled when the sheet opens, whatever others do meanwhile.
  const [turnOn, setTurnOn] = useState(!flag.on);
  const { progress, flip, again } = useFlip();
  const undo = (): void => {
    setTurnOn(!turnOn);
    again();
  };
  if (progress.step === 'done') return <FlipDone {...{ flag, progress, close, undo }} />;
  return (
    <>
      {progress.step === 'failed' && <FlipFailed {...{ flag, progress, turnOn }} />}
      <FlipForm
        key={String(turnOn)}
        {...{ flag, service, turnOn, flip }}
        busy={progress.step === 'sending'}
        retry={progress.step === 'failed'}
      />
    </>
  );
}
