import { Injectable } from '@nestjs/common';
import { FlagReads, type Flip } from '../flags/index.js';
import { FactsReads, type RestoredBy } from '../ingest/index.js';
import type { Tx } from '../platform/index.js';
import type { Incident, Mitigation, Outcome } from './domain/incident.js';
import { applyFlip, type FlipOn } from './domain/remedies.js';

/** Reads off the facts when what mitigated an incident really happened. */
@Injectable()
export class RemedyMoments {
  constructor(
    private readonly flags: FlagReads,
    private readonly facts: FactsReads,
  ) {}

  /**
   * Applies flips that name the incident and of which no event has come yet: whoever restores right after a kill means
   * that kill.
   */
  async caughtUp(incident: Incident, tx: Tx): Promise<(Outcome & { actor: string })[]> {
    const flips = await this.flags.flips({ from: incident.startedAt }, tx);
    return foldFlips(
      incident,
      flips.filter((flip) => flip.incident === incident.id && !flip.on),
    );
  }

  /** Flips to on of the flags that mitigated the incident, since they did. */
  async turnedOnAgain(incident: Incident, tx: Tx): Promise<FlipOn[]> {
    const off = new Map<string, Mitigation>();
    for (const m of incident.mitigations) if (m.exact && m.flag !== null) off.set(`${m.flag}/${m.environment}`, m);
    const flips: Flip[] = [];
    for (const { flag, environment } of off.values()) {
      if (flag === null || environment === null) continue;
      flips.push(...(await this.flags.flips({ flag, environment, from: incident.startedAt }, tx)));
    }
    return flips.filter(({ on }) => on).map(({ flag, environment, at }) => ({ flag, environment, at }));
  }

  /** A mitigation that somebody tells about, at the moment of its flip or deployment where that is known, else now. */
  async told(
    incident: Incident,
    told: { by: RestoredBy; flag: string | null; deployment: string | null; note: string | null },
    tx: Tx,
  ): Promise<Mitigation> {
    const plain = { ...told, environment: incident.environment, at: tx.now, exact: false, flip: null };
    if (told.flag !== null && told.by === 'flag_off') {
      const filter = { flag: told.flag, environment: incident.environment, from: incident.startedAt };
      const last = (await this.flags.flips(filter, tx)).at(-1);
      return last && !last.on ? { ...plain, at: last.at, exact: true, flip: last.id } : plain;
    }
    if (told.deployment !== null) {
      const deployment = await this.facts.deployment(told.deployment, tx);
      const finishedAt = deployment?.status === 'success' ? deployment.finishedAt : null;
      const after = finishedAt !== null && finishedAt >= incident.startedAt;
      return after ? { ...plain, at: finishedAt, exact: told.by === 'rollback' } : plain;
    }
    return plain;
  }
}

/** Applies flips one after the other, and says whose each was. */
export function foldFlips(incident: Incident, flips: Flip[]): (Outcome & { actor: string })[] {
  const outcomes: (Outcome & { actor: string })[] = [];
  let present = incident;
  for (const flip of flips) {
    const outcome = applyFlip(present, flip);
    if (outcome.incident === present && outcome.entries.length === 0) continue;
    outcomes.push({ ...outcome, actor: flip.actor });
    present = outcome.incident;
  }
  return outcomes;
}
