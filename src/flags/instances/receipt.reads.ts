import { Injectable } from '@nestjs/common';
import {
  Clock,
  Db,
  DomainError,
  keyCursor,
  page,
  readCursor,
  type Page,
  type PageQuery,
} from '../../platform/index.js';
import { environmentNotFound, flagNotFound } from '../flags.errors.js';
import { FlagReads } from '../flags.reads.js';
import {
  GONE_MS,
  receiptOf,
  tallyOf,
  type FlagsChanged,
  type Receipt,
  type ReceiptState,
  type SeenInstance,
  type Tally,
} from '../domain/receipts.js';
import { Instances } from './instances.js';

/** A flip is not held up for longer by the question who has applied it. */
const PATIENCE_MS = 250;

export interface ChangeReceipts extends Tally {
  flag: string;
  environment: string;
  revision: number;
  changedAt: Date;
  asOf: Date;
}

export type KnownInstance = Omit<Receipt, 'state' | 'appliedAt' | 'appliedMs'> & {
  environment: string;
  firstSeenAt: Date;
};

/** Who has applied which change. */
@Injectable()
export class ReceiptReads {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly flags: FlagReads,
    private readonly instances: Instances,
  ) {}

  /** Receipts of a change of a flag in an environment; without `revision`, of the last one there. */
  async ofChange(
    key: string,
    environment: string,
    query: PageQuery & { revision?: number; state?: ReceiptState },
  ): Promise<ChangeReceipts & Page<Receipt>> {
    const flag = await this.flags.flag(key);
    if (flag === null) throw flagNotFound(key);
    const state = flag.environments.find((one) => one.key === environment);
    if (state === undefined) throw environmentNotFound(key, environment);
    const revision = query.revision ?? state.revision;
    const change = await this.change(key, environment, revision);
    const asOf = this.clock.now();
    const receipts = await this.receipts(environment, change, asOf);
    const after = keyCursor(query.cursor);
    const shown = receipts
      .filter((one) => (query.state === undefined || one.state === query.state) && one.instance > (after ?? ''))
      .slice(0, query.limit + 1);
    return {
      flag: key,
      environment,
      revision,
      changedAt: change.at,
      asOf,
      ...tallyOf(receipts),
      ...page(shown, query.limit, ({ instance }) => [instance]),
    };
  }

  /** How far a change has come by now; null: that cannot be told in `ms`. */
  async tally(environment: string, change: FlagsChanged, ms = PATIENCE_MS): Promise<Tally | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), Math.min(ms, PATIENCE_MS));
    });
    const counted = this.receipts(environment, change, this.clock.now()).then(tallyOf, () => null);
    return Promise.race([counted, late]).finally(() => clearTimeout(timer));
  }

  /** Instances that gave a sign or were connected within the last day, by name. */
  async known(environment: string | undefined, query: PageQuery): Promise<Page<KnownInstance>> {
    await this.instances.flush();
    const [inEnvironment = null, after = null] = readCursor(query.cursor, 2) ?? [];
    const now = this.clock.now();
    const rows = await this.db.query<KnownInstance>(
      `select environment, instance, sdk, door, revision::float8 as revision, first_seen_at as "firstSeenAt",
         last_seen_at as "lastSeenAt", coalesce(connected_until > $5, false) as connected
       from flag_instances where ($1::text is null or environment = $1)
         and ($2::text is null or (environment collate "C", instance) > ($2, $3))
       order by environment collate "C", instance limit $4`,
      [environment ?? null, inEnvironment, after, query.limit + 1, now],
    );
    return page(rows, query.limit, (row) => [row.environment, row.instance]);
  }

  private async change(flag: string, environment: string, revision: number): Promise<FlagsChanged> {
    const [row] = await this.db.query<{ at: Date | null }>(
      `select min(at) as at from flag_history
       where flag = $1 and revision = $2 and (environment is null or environment = $3)`,
      [flag, revision, environment],
    );
    if (!row?.at) {
      throw new DomainError(
        'not_found',
        'unknown_change',
        `At revision ${revision} nothing of "${flag}" changed in ${environment}.`,
      );
    }
    return { revision, at: row.at };
  }

  /** Of the instances that were there when the change was made; who came later never had anything else. */
  private async receipts(environment: string, change: FlagsChanged, now: Date): Promise<Receipt[]> {
    await this.instances.flush();
    const rows = await this.db.query<SeenInstance>(
      `select i.instance, i.sdk, i.door, i.revision::float8 as revision, i.last_seen_at as "lastSeenAt",
         i.connected_until as "connectedUntil",
         (select min(r.at) from flag_receipts r
          where r.environment = i.environment and r.instance = i.instance and r.revision >= $2) as "appliedAt"
       from flag_instances i
       where i.environment = $1 and i.first_seen_at <= $3 and (i.last_seen_at >= $4 or i.connected_until >= $3)
       order by i.instance`,
      [environment, change.revision, change.at, new Date(change.at.getTime() - GONE_MS)],
    );
    return rows.map((row) => receiptOf(row, change, now));
  }
}
