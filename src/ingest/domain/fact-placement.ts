import type { Fact } from './facts.js';
import type { Rejection } from './fact-validation.js';

/** A service as far as facts need to know it. */
export interface KnownService {
  key: string;
  name: string;
  repository: string | null;
  pathPrefix: string | null;
  environments: readonly { key: string; production: boolean }[];
}

/** The catalog at one moment, indexed for a batch. */
export class CatalogView {
  private readonly byKey: ReadonlyMap<string, KnownService>;
  private readonly byRepository = new Map<string, KnownService[]>();

  constructor(services: readonly KnownService[]) {
    this.byKey = new Map(services.map((service) => [service.key, service]));
    for (const service of services) {
      if (service.repository === null) continue;
      const others = this.byRepository.get(service.repository);
      if (others) others.push(service);
      else this.byRepository.set(service.repository, [service]);
    }
  }

  service(key: string): KnownService | null {
    return this.byKey.get(key) ?? null;
  }

  /** Services that live in this repository; empty for a repository that nobody claims. */
  servicesOf(repository: string): readonly KnownService[] {
    return this.byRepository.get(repository) ?? [];
  }

  /** Services with this key or name, whatever the case. */
  servicesNamed(text: string): KnownService[] {
    const wanted = text.toLowerCase();
    const byKey = this.byKey.get(wanted);
    return byKey ? [byKey] : [...this.byKey.values()].filter((service) => service.name.toLowerCase() === wanted);
  }

  /** The catalog's spelling of a repository: GitHub does not tell `Acme/Shop` from `acme/shop`. */
  repositoryLike(name: string): string | null {
    if (this.byRepository.has(name)) return name;
    const wanted = name.toLowerCase();
    for (const known of this.byRepository.keys()) if (known.toLowerCase() === wanted) return known;
    return null;
  }
}

/**
 * Checks what a fact refers to against the catalog. An incident without environment is placed in `production`, else in
 * the service's only production environment.
 */
export function placeFact<F extends Fact>(fact: F, catalog: CatalogView): F | Rejection {
  switch (fact.kind) {
    case 'change':
    case 'commit':
    case 'check': {
      if (catalog.servicesOf(fact.repository).length === 0) return unknownRepository(fact.repository);
      if (fact.kind !== 'change') return fact;
      const unknown = fact.services?.find((key) => catalog.service(key) === null);
      return unknown === undefined ? fact : unknownService(unknown);
    }
    case 'deployment': {
      const service = catalog.service(fact.service);
      if (!service) return unknownService(fact.service);
      return hasEnvironment(service, fact.environment) ? fact : unknownEnvironment(service, fact.environment);
    }
    case 'incident': {
      const service = catalog.service(fact.service);
      if (!service) return unknownService(fact.service);
      const environment = fact.environment ?? incidentEnvironment(service);
      if (environment === null) {
        return {
          code: 'unknown_environment',
          detail: `Service ${service.key} has no environment 'production' and not exactly one production environment: name one.`,
        };
      }
      if (!hasEnvironment(service, environment)) return unknownEnvironment(service, environment);
      return { ...fact, environment };
    }
    default:
      return fact;
  }
}

/** `production` where the service has it, else its only production environment, else null. */
export function incidentEnvironment(service: KnownService): string | null {
  if (hasEnvironment(service, 'production')) return 'production';
  const production = service.environments.filter((environment) => environment.production);
  return production.length === 1 ? (production[0]?.key ?? null) : null;
}

export function isRejection(result: object): result is Rejection {
  return 'code' in result && 'detail' in result;
}

function hasEnvironment(service: KnownService, key: string): boolean {
  return service.environments.some((environment) => environment.key === key);
}

function unknownService(key: string): Rejection {
  return { code: 'unknown_service', detail: `There is no service '${key}' in the catalog.` };
}

function unknownRepository(name: string): Rejection {
  return { code: 'unknown_repository', detail: `No service of the catalog lives in the repository '${name}'.` };
}

function unknownEnvironment(service: KnownService, key: string): Rejection {
  return { code: 'unknown_environment', detail: `Service ${service.key} has no environment '${key}'.` };
}
