import { CatalogChanged } from '../catalog/index.js';
import { PersonChanged } from '../identity/index.js';
import { FlipFactsRecorded } from '../ingest/index.js';
import { defineConsumer } from '../platform/index.js';
import { FlagActed, RemovalTicketWanted } from './flags.events.js';

export const recordExternalFlips = defineConsumer({
  name: 'flags.record-external-flips',
  queue: 'flags',
  event: FlipFactsRecorded,
});

export const followCatalog = defineConsumer({ name: 'flags.follow-catalog', queue: 'flags', event: CatalogChanged });

export const followOwners = defineConsumer({ name: 'flags.follow-owners', queue: 'flags', event: PersonChanged });

/** On a queue of its own: a tracker may take its time. */
export const openRemovalTicket = defineConsumer({
  name: 'flags.open-removal-ticket',
  queue: 'removal-tickets',
  event: RemovalTicketWanted,
});

export const tellOutgoing = defineConsumer({ name: 'flags.tell-outgoing', queue: 'flags-outgoing', event: FlagActed });
