import type { Page } from '../../platform/index.js';
import type { Receipt, Tally } from '../domain/receipts.js';
import type { FlagClientsView, FlagInstancePage, FlagReceiptsView } from './instances.contract.js';
import type { ChangeReceipts, KnownInstance } from './receipt.reads.js';

export function instancesView({ items, nextCursor }: Page<KnownInstance>): FlagInstancePage {
  return {
    items: items.map(({ firstSeenAt, lastSeenAt, ...rest }) => ({
      ...rest,
      firstSeenAt: firstSeenAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    })),
    nextCursor,
  };
}

/** An object of its own, so that it can be spread. */
type Clients = Pick<FlagClientsView, keyof FlagClientsView>;

export function clientsView({ applied, pending, silent, lastAppliedAt, lastAppliedMs }: Tally): Clients {
  return { applied, pending, silent, lastAppliedAt: lastAppliedAt?.toISOString() ?? null, lastAppliedMs };
}

export function receiptsView(receipts: ChangeReceipts & Page<Receipt>): FlagReceiptsView {
  const { flag, environment, revision, changedAt, asOf, items, nextCursor } = receipts;
  return {
    flag,
    environment,
    revision,
    changedAt: changedAt.toISOString(),
    asOf: asOf.toISOString(),
    ...clientsView(receipts),
    items: items.map(({ appliedAt, lastSeenAt, ...rest }) => ({
      ...rest,
      appliedAt: appliedAt?.toISOString() ?? null,
      lastSeenAt: lastSeenAt.toISOString(),
    })),
    nextCursor,
  };
}
