import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { FlagReads, mayKill, type FlagState } from '../../flags/index.js';
import type { Actor } from '../../identity/index.js';
import { IncidentReads, type Incident } from '../../incidents/index.js';
import { OnCall } from '../../oncall/index.js';
import { Clock, isConnectionLoss, Standby } from '../../platform/index.js';
import type { BoardFlag, BoardIncident, BoardService, KillBoardView } from './kill-board.contract.js';

/** As many as one looks through with a thumb, and as a phone loads at night. */
const MOST_FLAGS = 500;

/** The board as everybody sees it. */
type Facts = Omit<KillBoardView, 'services'> & { services: Omit<BoardService, 'mayKill'>[] };

/** Everything the kill board shows, in one answer: whoever needs it has no time for several. */
@Injectable()
export class KillBoard {
  private lastRead: Facts | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly catalog: Catalog,
    private readonly flags: FlagReads,
    private readonly incidents: IncidentReads,
    private readonly onCall: OnCall,
    standby: Standby,
  ) {
    standby.register<Facts>({
      name: 'kill-board',
      stamp: () => String(flags.revision),
      gather: async () => (this.lastRead = await this.read(null)),
      restore: (facts) => {
        this.lastRead = facts;
      },
    });
  }

  /** While the database is away: what was read last. */
  async for(actor: Actor, q: string | null): Promise<KillBoardView> {
    const { services, ...rest } = await this.read(q).catch((error: unknown) => {
      if (this.lastRead === null || !isConnectionLoss(error)) throw error;
      return this.asKnownHere(this.lastRead, q);
    });
    const may = (service: Facts['services'][number]): boolean => mayKill(actor, service.onCall?.person ?? null);
    return { services: services.map((service) => ({ ...service, mayKill: may(service) })), ...rest };
  }

  private async read(q: string | null): Promise<Facts> {
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
        .map(({ key, name, team }) => {
          const answer = duty.get(team);
          const onCall = answer?.person
            ? { person: answer.person.key, name: answer.person.name, until: answer.until.toISOString() }
            : null;
          return { key, name, onCall, incidents: open.filter(({ service }) => service === key).map(incidentView) };
        })
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      flags: states.slice(0, MOST_FLAGS).map(flagView),
      more: states.length > MOST_FLAGS,
      asOf: now.toISOString(),
    };
  }

  /** What was read last, with the kills that this process took since. */
  private asKnownHere(facts: Facts, q: string | null): Facts {
    const asked = q?.toLowerCase() ?? '';
    const flags = facts.flags
      .filter(({ key, name, service }) => `${key} ${name} ${service}`.toLowerCase().includes(asked))
      .map((flag): BoardFlag => {
        const kill = this.flags.journaledKill(flag.key, flag.environment);
        if (kill === null) return flag;
        const { reason, incident, actor, at } = kill;
        const flip = { kill: true, actor: actor.person ?? actor.name, reason, incident, journaled: true };
        return Object.assign({}, flag, { on: false, since: at, flip });
      });
    const shown = new Set(flags.map(({ service }) => service));
    return { ...facts, flags, services: facts.services.filter(({ key }) => shown.has(key)) };
  }
}

function flagView(state: FlagState): BoardFlag {
  const { since, kind, safeValue, runbook, blastRadius, lastDrilledAt, ...rest } = state;
  const told = { safeValue, runbook, blastRadius, lastDrilledAt: lastDrilledAt?.toISOString() ?? null };
  return { ...rest, since: since.toISOString(), killSwitch: kind === 'kill_switch' ? told : null };
}

function incidentView({ id, title, environment, severity, startedAt, drill, drillRun }: Incident): BoardIncident {
  return { id, title, environment, severity, startedAt: startedAt.toISOString(), drill, drillRun };
}
