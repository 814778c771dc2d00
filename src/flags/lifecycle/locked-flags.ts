import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import type { Tx } from '../../platform/index.js';
import type { Flag } from '../domain/flag.js';
import { NO_TARGETING } from '../domain/rules.js';
import { environmentNotFound, flagNotFound } from '../flags.errors.js';
import { FlagsRepository } from '../inventory/flags.repository.js';

/** Flags, locked, with an environment that the catalog has given their service just now. */
@Injectable()
export class LockedFlags {
  constructor(
    private readonly repository: FlagsRepository,
    private readonly catalog: Catalog,
  ) {}

  /** Throws `unknown_flag`. The flag may still lack the environment, where the catalog does not know it either. */
  async lock(tx: Tx, key: string, environment: string): Promise<Flag> {
    const flag = await this.repository.lock(tx, key);
    if (flag === null) throw flagNotFound(key);
    await this.addIfNew(tx, flag, environment);
    return flag;
  }

  /** Throws `unknown_flag` and `unknown_environment`. */
  async lockIn(tx: Tx, key: string, environment: string): Promise<Flag> {
    const flag = await this.lock(tx, key, environment);
    if (!flag.environments.some((state) => state.key === environment)) throw environmentNotFound(key, environment);
    return flag;
  }

  /** The catalog's change may still be on its way to the flag. */
  private async addIfNew(tx: Tx, flag: Flag, environment: string): Promise<void> {
    if (flag.environments.some(({ key }) => key === environment)) return;
    const service = await this.catalog.service(flag.service, tx);
    if (!service?.environments.some(({ key }) => key === environment)) return;
    flag.environments.push({
      key: environment,
      on: false,
      ...NO_TARGETING,
      revision: 0,
      changedAt: flag.createdAt,
      lastEvaluatedAt: null,
    });
  }
}
