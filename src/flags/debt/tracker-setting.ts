import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../../identity/index.js';
import {
  AppConfig,
  Db,
  DomainError,
  invalidFields,
  requireMatch,
  seal,
  unseal,
  type FieldError,
  type Queryable,
} from '../../platform/index.js';
import type { TrackerBody, TrackerView } from './tickets.contract.js';
import type { TrackerSettings } from './trackers.js';

const SEALED_AS = 'removal-tracker';

/** Which tracker removal tickets are opened in. Its token is kept sealed. */
@Injectable()
export class TrackerSetting {
  constructor(
    private readonly db: Db,
    private readonly config: AppConfig,
    private readonly audit: Audit,
  ) {}

  /** Null: none is set, or its token cannot be read with this key. */
  async current(on: Queryable = this.db): Promise<{ tracker: TrackerSettings; secret: string } | null> {
    const [row] = await on.query<{ settings: TrackerSettings; sealed: Buffer }>(
      `select settings, sealed from removal_trackers`,
    );
    const { secretKey } = this.config;
    const secret = row && secretKey && unseal(row.sealed, SEALED_AS, secretKey);
    return row && secret ? { tracker: row.settings, secret } : null;
  }

  async view(on: Queryable = this.db): Promise<TrackerView> {
    const [row] = await on.query<{ settings: TrackerSettings }>(`select settings from removal_trackers`);
    const { kind = null, url = null, project = null, account = null } = row?.settings ?? {};
    return { kind, url, project, account, configured: (await this.current(on)) !== null };
  }

  /** Throws `no_secret_key`, `invalid` for what its kind needs and lacks, and where `ifMatch` names another setting. */
  async set({ secret, ...body }: TrackerBody, ifMatch: string | undefined, actor: Actor): Promise<void> {
    const { secretKey } = this.config;
    if (secretKey === null) {
      throw new DomainError(
        'conflict',
        'no_secret_key',
        'There is no key to encrypt the token with: set LOOP_SECRET_KEY.',
      );
    }
    const { kind, url = null, project = null, account = null } = body;
    const settings: TrackerSettings = { kind, url, project, account };
    const faults = faultsOf(settings);
    if (faults.length > 0) throw invalidFields(faults);
    await this.db.transaction(async (tx) => {
      await tx.queueFor('removal-tracker');
      requireMatch(ifMatch, await this.view(tx));
      await tx.execute(
        `insert into removal_trackers (kind, settings, sealed, set_at) values ($1, $2, $3, $4)
         on conflict (id) do update set kind = $1, settings = $2, sealed = $3, set_at = $4`,
        [kind, JSON.stringify(settings), seal(secret, SEALED_AS, secretKey), tx.now],
      );
      await this.audit.record(tx, {
        actor,
        action: 'removal-tracker.set',
        subject: 'removal-tracker',
        detail: { kind, url, project },
      });
      tx.announce('integrations');
    });
  }

  async remove(actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      if ((await tx.execute(`delete from removal_trackers`)) === 0) return;
      await this.audit.record(tx, { actor, action: 'removal-tracker.remove', subject: 'removal-tracker' });
      tx.announce('integrations');
    });
  }
}

/** What each kind cannot do without. */
function faultsOf({ kind, url, project, account }: TrackerSettings): FieldError[] {
  const faults: FieldError[] = [];
  const need = (field: string, value: string | null): void => {
    if (!value) faults.push({ field, code: 'missing', detail: `is required of ${kind}` });
  };
  if (kind === 'jira' || kind === 'webhook') need('url', url);
  if (kind !== 'webhook') need('project', project);
  if (kind === 'jira') need('account', account);
  if (kind === 'github' && project && !/^[\w.-]+\/[\w.-]+$/.test(project)) {
    faults.push({ field: 'project', code: 'bad_repository', detail: 'must be owner/name' });
  }
  return faults;
}
