import type { Flag, FlagStage, OwnFlip } from '../../flags/index.js';
import type { Incident } from '../../incidents/index.js';
import type { Deployment } from '../../ingest/index.js';
import type { PostmortemReads } from '../../postmortems/index.js';
import type {
  DeploymentEvidence,
  FlagEvidence,
  FlipEvidence,
  IncidentEvidence,
  PostmortemEvidence,
} from '../domain/evidence.js';

type Found = NonNullable<Awaited<ReturnType<PostmortemReads['ofIncident']>>>;

export function deploymentOf(deployment: Deployment): DeploymentEvidence {
  const { id, environment, sha, status, reason, startedAt, finishedAt } = deployment;
  return { id, environment, sha, status, reason, startedAt: iso(startedAt), finishedAt: iso(finishedAt) };
}

export function flagOf(flag: Flag, stages: { stage: FlagStage; at: Date }[]): FlagEvidence {
  const { key, kind, owner, expiresAt, removalTicket, stage, killSwitch, offVariant } = flag;
  return {
    key,
    kind,
    owner: owner.team !== null ? { team: owner.team } : owner.person !== null ? { person: owner.person } : null,
    expiresAt: iso(expiresAt),
    removalTicket,
    stage,
    stages: stages.map((each) => ({ stage: each.stage, at: each.at.toISOString() })),
    offVariant,
    lastDrilledAt: iso(killSwitch.lastDrilledAt),
  };
}

export function flipOf({ flag, environment, on, kill, at, actor, incident, revision }: OwnFlip): FlipEvidence {
  return { flag, environment, on, kill, at: at.toISOString(), actor, incident, revision };
}

export function incidentRecord(incident: Incident): IncidentEvidence {
  const { id, service, drill, mitigations, cause } = incident;
  return {
    id,
    service,
    drill,
    startedAt: incident.startedAt.toISOString(),
    detectedAt: iso(incident.detectedAt),
    declaredAt: incident.declaredAt.toISOString(),
    acknowledgedAt: iso(incident.acknowledgedAt),
    mitigatedAt: iso(incident.mitigatedAt),
    restoredAt: iso(incident.restoredAt),
    resolvedAt: iso(incident.resolvedAt),
    restoredBy: incident.restoredBy,
    flag: mitigations.find(({ flag }) => flag !== null)?.flag ?? cause?.flag ?? null,
  };
}

export function postmortemOf({ postmortem, actions }: Found): PostmortemEvidence {
  const { id, state, author, reviewer, publishedAt, content } = postmortem;
  const written = (text: string): boolean => text.trim() !== '';
  return {
    id,
    state,
    author: author.person ?? author.name,
    reviewer: reviewer && (reviewer.person ?? reviewer.name),
    publishedAt: iso(publishedAt),
    sections: {
      summary: written(content.summary),
      impact: written(content.impact),
      timeline: content.timeline.length > 0,
      contributingFactors: content.contributingFactors.some(written),
    },
    actions: actions.map(({ ownerTeam, ownerPerson, dueAt, ...action }) => ({
      id: action.id,
      title: action.title,
      kind: action.kind,
      owner: ownerTeam !== null ? { team: ownerTeam } : ownerPerson !== null ? { person: ownerPerson } : null,
      dueAt: dueAt.toISOString(),
      ticket: action.ticket,
      state: action.state,
      change: action.change,
    })),
  };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
