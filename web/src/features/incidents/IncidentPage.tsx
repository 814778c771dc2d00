import { useParams } from 'react-router';
import { QueryView } from '../../design/feedback/QueryView';
import { Facts } from './Facts';
import { IncidentHead } from './IncidentHead';
import classes from './Incident.module.css';
import { Stepper } from './Stepper';
import { Suspects } from './Suspects';
import { Timeline } from './Timeline';
import { useIncident, useMayRespond } from './use-incident';
import { isOpen, type Incident } from './words';

export function IncidentPage() {
  const { id = '' } = useParams();
  return <QueryView query={useIncident(id)}>{(incident) => <Page incident={incident} />}</QueryView>;
}

/** While it lasts, what may have caused it comes first; afterwards the story does. */
function Page({ incident }: { incident: Incident }) {
  const may = useMayRespond(incident.service);
  const open = isOpen(incident);
  return (
    <>
      <IncidentHead incident={incident} may={may} />
      <Stepper incident={incident} />
      <div className={classes.columns}>
        {open && <Suspects incident={incident} may={may} />}
        <Timeline incident={incident} may={may} />
        {!open && <Suspects incident={incident} may={may} />}
        <Facts incident={incident} may={may} />
      </div>
    </>
  );
}
