import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { FlagReads, mayKill, type FlagState } from '../../flags/index.js';
import type { Actor } from '../../identity/index.js';
import { IncidentReads, type Incident } from '../../incidents/index.js';
import { OnCall } from '../../oncall/index.js';
import { Clock } from '../../platform/index.js';
import type { BoardFlag, BoardIncident, BoardService, KillBoardView } from './kill-board.contract.js';

/** As many as one looks through with a thumb, and as a phone loads at night. */
const MOST_FLAGS = 500;

/** Everything the kill board shows, in one answer: whoever needs it has no time for several. */
@Injectable()
export class KillBoard {
  constructor(
    private readonly clock: Clock,
    private readonly catalog: Catalog,
    private readonly flags: FlagReads,
    private readonly incidents: IncidentReads,
    private readonly onCall: OnCall,
  ) {}

  async for(actor: Actor, q: string | null): Promise<KillBoardView> {
    const now = this.clock.now();
    const catalog = await this.catalog.services();
    const places = catalog.flatMap(({ key, environments }) =>
      environments.flatMap(({ key: environment, production }) => (production ? [{ service: key, environment }] : [])),
    );
    const states = await this.flags.states(places, { q, limit: MOST_FLAGS + 1 });
    const shown = new Set(states.map(({ service }) => service));
    const services = catalog.filter(({ key }) => shown.has(key));
    const [open, duty] = await Promise.all([
      this.incidents.open(),
      this.onCall.ofTeams([...new Set(services.map(({ team }) => team))], now),
    ]);
    return {
      services: services
        .map(({ key, name, team }): BoardService => {
          const answer = duty.get(team);
          const onCall = answer?.person ? { ...answer.person, until: answer.until } : null;
          return {
            key,
            name,
            mayKill: mayKill(actor, onCall?.key ?? null),
            onCall: onCall && { person: onCall.key, name: onCall.name, until: onCall.until.toISOString() },
            incidents: open.filter(({ service }) => service === key).map(incidentView),
          };
        })
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      flags: states.slice(0, MOST_FLAGS).map(flagView),
      more: states.length > MOST_FLAGS,
      asOf: now.toISOString(),
    };
  }
}

function flagView(state: FlagState): BoardFlag {
  const { since, kind, safeValue, runbook, blastRadius, lastDrilledAt, ...rest } = state;
  const told = { safeValue, runbook, blastRadius, lastDrilledAt: lastDrilledAt?.toISOString() ?? null };
  return { ...rest, since: since.toISOString(), killSwitch: kind === 'kill_switch' ? told : null };
}

function incidentView({ id, title, environment, severity, startedAt, drill }: Incident): BoardIncident {
  return { id, title, environment, severity, startedAt: startedAt.toISOString(), drill };
}
