import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/index.js';
import {
  ChangeServicesRepository,
  type KnownTouch,
  type Resolution,
  type StoredTouch,
} from './change-services.repository.js';
import { commitsAskedFor, splitByPath, touchedServices } from './domain/change-services.js';
import type { CatalogView } from './domain/fact-placement.js';

/** What a resolution came to: services touched now or before, and the pairs that were added to or taken from changes. */
export interface Resolved {
  services: string[];
  moved: { change: string; service: string }[];
}

/** Keeps `change_services` true to the catalog and to what is known of commits' paths. */
@Injectable()
export class ChangeServices {
  constructor(private readonly repository: ChangeServicesRepository) {}

  /** Stored changes by id, as far as their services depend on them. */
  async stored(tx: Tx, ids: string[]): Promise<StoredTouch[]> {
    return ids.length === 0 ? [] : this.repository.changes(tx, ids);
  }

  /** Resolves changes anew; for those in `fresh` nothing was resolved before. */
  async resolve(
    tx: Tx,
    changes: readonly KnownTouch[],
    catalog: CatalogView,
    fresh: ReadonlySet<string> = new Set(),
  ): Promise<Resolved> {
    if (changes.length === 0) return { services: [], moved: [] };
    const split = changes.filter((change) => splitByPath(catalog.servicesOf(change.repository)));
    const paths = await this.repository.pathsOf(
      tx,
      split.flatMap((change) => commitsAskedFor(change).map((sha) => ({ repository: change.repository, sha }))),
    );
    const resolutions: Resolution[] = changes.map((change) => {
      const touched = touchedServices(
        change,
        catalog.servicesOf(change.repository),
        (sha) => paths.get(`${change.repository} ${sha}`) ?? null,
      );
      return {
        changeId: change.id,
        services: touched.services,
        awaited: touched.awaited.map((sha) => ({ repository: change.repository, sha })),
      };
    });
    const first = resolutions.filter(({ changeId }) => fresh.has(changeId));
    const again = resolutions.filter(({ changeId }) => !fresh.has(changeId));
    await this.repository.add(tx, first);
    const moved = await this.repository.replace(tx, again);
    if (split.length > 0) {
      await this.repository.waitNoMore(tx, again);
      await this.repository.wait(tx, resolutions);
    }
    const services = new Set(resolutions.flatMap((resolution) => resolution.services));
    for (const { service } of moved) services.add(service);
    return { services: [...services].toSorted(), moved };
  }

  /** Changes that wait for the paths of one of these commits. */
  async waitingFor(tx: Tx, commits: { repository: string; sha: string }[]): Promise<string[]> {
    return commits.length === 0 ? [] : this.repository.waitingFor(tx, commits);
  }
}
