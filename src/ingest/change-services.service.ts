import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/index.js';
import { ChangeServicesRepository, type Resolution, type StoredTouch } from './change-services.repository.js';
import { commitsAskedFor, splitByPath, touchedServices } from './domain/change-services.js';
import type { CatalogView } from './domain/fact-placement.js';

/** What a resolution came to: services per change now, and the pairs that were added or taken away. */
export interface Resolved {
  services: string[];
  moved: { change: string; service: string }[];
}

/** Keeps `change_services` true to the catalog and to what is known of commits' paths. */
@Injectable()
export class ChangeServices {
  constructor(private readonly repository: ChangeServicesRepository) {}

  /** Resolves stored changes anew. */
  async resolve(tx: Tx, ids: string[], catalog: CatalogView): Promise<Resolved> {
    if (ids.length === 0) return { services: [], moved: [] };
    return this.resolveAll(tx, await this.repository.changes(tx, ids), catalog);
  }

  async resolveAll(tx: Tx, changes: StoredTouch[], catalog: CatalogView): Promise<Resolved> {
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
    const moved = await this.repository.replace(tx, resolutions);
    if (split.length > 0) await this.repository.await(tx, resolutions);
    const services = new Set(resolutions.flatMap((resolution) => resolution.services));
    for (const { service } of moved) services.add(service);
    return { services: [...services].toSorted(), moved };
  }

  /** Changes that wait for the paths of one of these commits. */
  async waitingFor(tx: Tx, commits: { repository: string; sha: string }[]): Promise<string[]> {
    return commits.length === 0 ? [] : this.repository.waitingFor(tx, commits);
  }
}
