import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { can, type Actor } from '../../identity/index.js';
import { DomainError } from '../../platform/index.js';
import { Rulesets } from './rulesets.js';

/** Whether somebody may have all flags of an environment: whoever may read, or a token that evaluates in it. */
@Injectable()
export class EnvironmentAccess {
  constructor(
    private readonly rulesets: Rulesets,
    private readonly catalog: Catalog,
  ) {}

  async require(actor: Actor, environment: string): Promise<void> {
    if (!can(actor, 'read') && actor.environment !== environment) {
      throw new DomainError(
        'forbidden',
        'other_environment',
        `The token is not bound to the environment "${environment}".`,
      );
    }
    if (this.rulesets.of(environment).flags.size === 0) await this.requireEnvironment(environment);
  }

  /** A misspelt environment must not look like one without flags. */
  private async requireEnvironment(environment: string): Promise<void> {
    const services = await this.catalog.services();
    if (services.some(({ environments }) => environments.some(({ key }) => key === environment))) return;
    throw new DomainError('not_found', 'unknown_environment', `No service has an environment "${environment}".`);
  }
}
