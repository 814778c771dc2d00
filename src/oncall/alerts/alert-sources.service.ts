import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Audit, type Actor } from '../../identity/index.js';
import { Db, Ids } from '../../platform/index.js';
import type { NewAlertSource } from './alert-sources.contract.js';
import { AlertSourcesRepository, type AlertSource } from './alert-sources.repository.js';
import { unknownSource } from './alerts.errors.js';
import { hashOfKey } from './source-key.js';

const KEY_BYTES = 16;

@Injectable()
export class AlertSources {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly catalog: Catalog,
    private readonly repository: AlertSourcesRepository,
    private readonly audit: Audit,
  ) {}

  /** Makes a source and its key, which is known nowhere else afterwards. */
  async create(service: string, body: NewAlertSource, actor: Actor): Promise<{ source: AlertSource; key: string }> {
    const key = randomBytes(KEY_BYTES).toString('hex');
    return this.db.transaction(async (tx) => {
      await this.catalog.requireService(service, tx);
      const environment = body.environment ?? null;
      if (environment !== null) await this.catalog.requireEnvironment(service, environment, tx);
      const source: AlertSource = {
        id: this.ids.next(),
        service,
        kind: body.kind,
        declare: body.declare ?? false,
        severity: body.severity ?? 'sev2',
        environment,
        createdAt: tx.now,
        createdBy: actor.person ?? actor.name,
      };
      await this.repository.add(tx, source, hashOfKey(key));
      const detail = { service, kind: source.kind, declare: source.declare };
      await this.audit.record(tx, {
        actor,
        action: 'alert-source.create',
        subject: `alert-source:${source.id}`,
        detail,
      });
      return { source, key };
    });
  }

  /** Its key is refused from now on; its alerts stay. */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      const source = await this.repository.delete(tx, id);
      if (!source) throw unknownSource(id);
      const detail = { service: source.service, kind: source.kind };
      await this.audit.record(tx, { actor, action: 'alert-source.delete', subject: `alert-source:${id}`, detail });
    });
  }

  async ofService(service: string, limit: number, after: string | null): Promise<AlertSource[]> {
    await this.catalog.requireService(service);
    return this.repository.ofService(service, limit, after);
  }
}
