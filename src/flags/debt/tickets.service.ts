import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SYSTEM_ACTOR, type Actor } from '../../identity/index.js';
import { Consumers, Db, DomainError, Ids, type Tx } from '../../platform/index.js';
import type { Flag } from '../domain/flag.js';
import { flagNotFound } from '../flags.errors.js';
import { openRemovalTicket } from '../flags.jobs.js';
import { RemovalTicketWanted } from '../flags.events.js';
import { FlagsRepository } from '../inventory/flags.repository.js';
import { History, nameOf } from '../inventory/history.js';
import type { FlagTicketView } from './tickets.contract.js';
import { TrackerSetting } from './tracker-setting.js';
import { openTicket, type Ticket } from './trackers.js';

/** As often as a job is tried before it is dead. */
const MOST_TRIES = 8;

interface Row extends Omit<FlagTicketView, 'requestedAt'> {
  id: string;
  requestedAt: Date;
}

/**
 * Opens the removal ticket of a flag, once: one row for each flag, one id for each ticket, and a job that looks for what an
 * earlier try opened before it opens another.
 */
@Injectable()
export class RemovalTickets implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly consumers: Consumers,
    private readonly tracker: TrackerSetting,
    private readonly flags: FlagsRepository,
    private readonly history: History,
  ) {}

  onModuleInit(): void {
    this.consumers.handle(openRemovalTicket, ({ flag }, tx) => this.open(tx, flag));
  }

  /** Again for a ticket that is there or on its way: nothing changes; one that failed is tried again. */
  async want(key: string, actor: Actor): Promise<FlagTicketView> {
    if ((await this.tracker.current()) === null) throw noTracker();
    await this.db.transaction(async (tx) => {
      const flag = await this.flags.lock(tx, key);
      if (flag === null) throw flagNotFound(key);
      const before = await this.find(key, tx);
      if (before === null && flag.removalTicket !== null) throw hasTicket(flag.removalTicket);
      if (before !== null && before.state !== 'failed') return;
      await tx.execute(
        `insert into flag_tickets (flag, id, state, requested_by, requested_at) values ($1, $2, 'opening', $3, $4)
         on conflict (flag) do update set state = 'opening', tries = 0, error = null`,
        [key, this.ids.next(), nameOf(actor), tx.now],
      );
      await tx.publish(RemovalTicketWanted, { flag: key });
      tx.announce('flags', key);
    });
    return this.get(key);
  }

  /** Throws `no_ticket` (not found). */
  async get(key: string): Promise<FlagTicketView> {
    const row = await this.find(key);
    if (row === null) throw new DomainError('not_found', 'no_ticket', `No removal ticket was opened for "${key}".`);
    const { id: _, requestedAt, ...rest } = row;
    return { ...rest, requestedAt: requestedAt.toISOString() };
  }

  /** One at a time for each flag: the second of two workers finds it done. */
  private async open(tx: Tx, key: string): Promise<void> {
    await tx.queueFor(`removal-ticket:${key}`);
    const row = await this.find(key, tx);
    if (row === null || row.state === 'open') return;
    const url = await this.tried(row, tx);
    const flag = await this.flags.lock(tx, key);
    await tx.execute(
      `update flag_tickets set state = 'open', tries = tries + 1, error = null, url = $2, settled_at = $3 where flag = $1`,
      [key, url, tx.now],
    );
    tx.announce('flags', key);
    // Somebody may have named another ticket meanwhile; theirs stays.
    if (flag === null || flag.removalTicket !== null) return;
    const revision = await this.flags.nextRevision(tx);
    await this.flags.update(tx, { ...flag, removalTicket: url, revision });
    const detail = { removalTicket: { from: null, to: url } };
    await this.history.record(tx, { flag: key, action: 'change', actor: SYSTEM_ACTOR, detail, revision, at: tx.now });
  }

  private async tried(row: Row, tx: Tx): Promise<string> {
    try {
      const set = await this.tracker.current();
      if (set === null) throw noTracker();
      const flag = await this.flagOf(row.flag, tx);
      return await openTicket(set.tracker, set.secret, ticketOf(row, flag));
    } catch (error) {
      // In a transaction of its own: that of the job is about to be undone, and people must see why.
      await this.db.transaction(async (apart) => {
        await apart.execute(
          `update flag_tickets set tries = tries + 1, error = $2,
             state = case when tries + 1 >= $3 then 'failed' else 'opening' end, settled_at = $4 where flag = $1`,
          [row.flag, messageOf(error), MOST_TRIES, apart.now],
        );
        apart.announce('flags', row.flag);
      });
      throw error;
    }
  }

  private async flagOf(key: string, tx: Tx): Promise<Pick<Flag, 'key' | 'name' | 'service'>> {
    const [flag] = await tx.query<Pick<Flag, 'key' | 'name' | 'service'>>(
      `select key, name, service from flags where key = $1`,
      [key],
    );
    if (!flag) throw flagNotFound(key);
    return flag;
  }

  private async find(flag: string, on: Pick<Tx, 'query'> = this.db): Promise<Row | null> {
    const [row] = await on.query<Row>(
      `select flag, id, state, tries, error, url, requested_by as "requestedBy", requested_at as "requestedAt"
       from flag_tickets where flag = $1`,
      [flag],
    );
    return row ?? null;
  }
}

function ticketOf({ id, requestedAt }: Row, { key, name, service }: Pick<Flag, 'key' | 'name' | 'service'>): Ticket {
  return {
    id,
    wantedAt: requestedAt,
    flag: key,
    title: `Remove the flag ${key}`,
    body: `${name} (${key}) of the service ${service} has to go: settle what it guards, take it out of the code, then complete and archive it in Delivery Loop.`,
  };
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 500);
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'The tracker did not answer in time.';
  const { cause } = error;
  return `${error.message}${cause instanceof Error ? `: ${cause.message}` : ''}`.slice(0, 500);
}

const noTracker = (): DomainError =>
  new DomainError(
    'conflict',
    'no_tracker',
    'No tracker is set to open removal tickets in: see PUT /api/v1/removal-tracker.',
  );

const hasTicket = (ticket: string): DomainError =>
  new DomainError('conflict', 'ticket_exists', `The flag has a removal ticket already: ${ticket}.`);
