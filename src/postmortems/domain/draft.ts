import type { Incident, TimelineLine as Told } from '../../incidents/index.js';
import type { Content, Durations, TimelineLine } from './postmortem.js';

const MODES: Readonly<Record<string, string>> = {
  flag_off: 'by turning a flag off',
  rollback: 'by a rollback',
  roll_forward: 'by rolling forward',
  config: 'by configuration',
  other: 'by other means',
};

/** A first text from what the incident and its timeline say. What only people know is left for them. */
export function draftOf(incident: Incident, timeline: readonly Told[]): { title: string; content: Content } {
  const title = `Postmortem: ${incident.title ?? `incident ${incident.id}`}`;
  const durations = durationsOf(incident);
  return {
    title,
    content: {
      summary: summaryOf(incident),
      impact: impactOf(incident, durations),
      durations,
      timeline: timeline.map(lineOf),
      contributingFactors: factorsOf(incident),
      wentWell: incident.restoredBy === 'flag_off' ? ['Turning a flag off ended the impact without a deployment.'] : [],
      wentWrong: [],
      gotLucky: [],
    },
  };
}

/** Seconds from the start of the impact. A declaration by people is the latest moment at which they had detected it. */
export function durationsOf(incident: Incident): Durations {
  const detected = incident.detectedAt ?? (incident.source === 'declared' ? incident.declaredAt : null);
  const since = (at: Date | null): number | null => (at ? Math.max(0, (+at - +incident.startedAt) / 1000) : null);
  return {
    detectSeconds: since(detected),
    acknowledgeSeconds: since(incident.acknowledgedAt),
    mitigateSeconds: since(incident.mitigatedAt),
    restoreSeconds: since(incident.restoredAt),
  };
}

function summaryOf(incident: Incident): string {
  const { service, environment, severity, startedAt, restoredAt, restoredBy } = incident;
  const what = incident.title ?? 'An incident';
  const began = `${what}: ${service} in ${environment}${severity ? `, ${severity}` : ''}, since ${startedAt.toISOString()}.`;
  if (!restoredAt) return `${began} When the service was restored is not known yet.`;
  const how = restoredBy ? ` ${MODES[restoredBy] ?? ''}` : '';
  return `${began} The service was restored at ${restoredAt.toISOString()}${how}.`;
}

function impactOf({ service, environment }: Incident, durations: Durations): string {
  const parts = [
    ['detected', durations.detectSeconds],
    ['acknowledged', durations.acknowledgeSeconds],
    ['mitigated', durations.mitigateSeconds],
    ['restored', durations.restoreSeconds],
  ] as const;
  const told = parts.flatMap(([word, seconds]) => (seconds === null ? [] : [`${word} after ${lasting(seconds)}`]));
  return `${service} in ${environment} was impaired${told.length > 0 ? `: ${told.join(', ')}` : ''}.`;
}

function factorsOf({ cause, mitigations }: Incident): string[] {
  const flags = new Set(
    [cause?.flag, ...mitigations.map(({ flag }) => flag)].filter((flag) => typeof flag === 'string'),
  );
  return [
    ...(cause?.deployments ?? []).map((deployment) => `Deployment ${deployment}`),
    ...[...flags].map((flag) => `Flag ${flag}`),
    ...(cause?.external ? ['A cause outside of our systems'] : []),
  ];
}

function lineOf(line: Told): TimelineLine {
  const { at, kind, actor, note, data } = line;
  const detail = (['by', 'flag', 'deployment', 'environment'] as const).flatMap((field) => {
    const value = data[field];
    return typeof value === 'string' ? [`${field} ${value}`] : [];
  });
  const said = [detail.join(', '), note ?? ''].filter((part) => part !== '').join(': ');
  return { at: at.toISOString(), text: `${kind} (${actor})${said === '' ? '' : `: ${said}`}` };
}

/** `3720` → `1 h 2 min`. */
function lasting(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes} min`;
}
