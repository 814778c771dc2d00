import { useParams } from 'react-router';
import { ErrorState } from '../../../design/feedback/ErrorState';
import { QueryView } from '../../../design/feedback/QueryView';
import { Waiting } from '../../../design/feedback/Waiting';
import { useUrlState } from '../../../design/useUrlState';
import { useDrill, useRoleView } from '../use-drill';
import { hasEnded, isRole, type Drill } from '../words';
import { Aftermath } from './Aftermath';
import { Brief } from './Brief';
import { Injects } from './Injects';
import { Notes } from './Notes';
import { RoleSwitch } from './RoleSwitch';
import classes from './Run.module.css';
import { RunHead } from './RunHead';
import { Signals } from './Signals';

export function RunPage() {
  const { id = '' } = useParams();
  return <QueryView query={useDrill(id)}>{(drill) => <Page drill={drill} />}</QueryView>;
}

/** The run as one role sees it; the address says which, else it is one's own. */
function Page({ drill }: { drill: Drill }) {
  const [{ role }, set] = useUrlState({ role: '' });
  const asked = isRole(role) ? role : null;
  const view = useRoleView(drill, asked);
  return (
    <>
      <RunHead drill={drill} view={view.data} readAt={view.dataUpdatedAt} />
      {hasEnded(drill.state) && <Aftermath drill={drill} />}
      <RoleSwitch role={asked ?? view.data?.role ?? null} onChange={(chosen) => set({ role: chosen })} />
      <div className={classes.columns}>
        <div className={classes.main}>
          {view.data === undefined ? (
            view.isError ? (
              <ErrorState error={view.error} retry={() => void view.refetch()} />
            ) : (
              <Waiting lines={8} label="Loading the role" />
            )
          ) : (
            <>
              <Brief drill={drill} view={view.data} />
              <Injects drill={drill} view={view.data} />
              <Signals view={view.data} />
            </>
          )}
        </div>
        <Notes drill={drill} />
      </div>
    </>
  );
}
