import {
  IconBell,
  IconCheck,
  IconCircleCheck,
  IconEye,
  IconFlag,
  IconFlame,
  IconMessage,
  IconPencil,
  IconRocket,
  IconShieldCheck,
  type TablerIcon,
} from '@tabler/icons-react';
import { PersonName } from '../../design/pickers/PersonSelect';
import { durationText } from '../../design/time/instants';
import { Time } from '../../design/time/Time';
import classes from './Incident.module.css';
import type { StoryLine } from './story';

const ICONS: Record<StoryLine['kind'], TablerIcon> = {
  declared: IconFlame,
  acknowledged: IconEye,
  mitigated: IconShieldCheck,
  restored: IconCircleCheck,
  resolved: IconCheck,
  reopened: IconFlame,
  changed: IconPencil,
  flip: IconFlag,
  deployment: IconRocket,
  alert: IconBell,
  note: IconMessage,
};

export function StoryRow({ line, startedAt }: { line: StoryLine; startedAt: string }) {
  const { at, kind, words, note, by } = line;
  const Icon = ICONS[kind];
  const after = (Date.parse(at) - Date.parse(startedAt)) / 1000;
  return (
    <li className={classes.entry}>
      <Icon size={18} stroke={1.5} aria-hidden="true" />
      <div>
        {kind !== 'note' && <div>{words}</div>}
        {note !== null && <p className={classes.note}>{note}</p>}
        <div className={classes.quiet}>
          <Time at={at} as="minute" /> · {after >= 0 ? `+${durationText(after)}` : `${durationText(-after)} before`}
          {by !== null && (
            <>
              {' · '}
              <PersonName person={by} />
            </>
          )}
        </div>
      </div>
    </li>
  );
}
