import { CatalogChanged } from '../catalog/index.js';
import { defineConsumer } from '../platform/index.js';
import { QuarantineOpened, ReceiptReceived, ServicesToResolve } from './ingest.events.js';

export const processReceipt = defineConsumer({
  name: 'ingest.process-receipt',
  queue: 'ingest',
  event: ReceiptReceived,
});

export const releaseQuarantined = defineConsumer({
  name: 'ingest.release-quarantined',
  queue: 'ingest',
  event: CatalogChanged,
});

export const releaseMore = defineConsumer({
  name: 'ingest.release-more',
  queue: 'ingest',
  event: QuarantineOpened,
});

export const resolveServices = defineConsumer({
  name: 'ingest.resolve-services',
  queue: 'ingest',
  event: CatalogChanged,
});

export const resolveMoreServices = defineConsumer({
  name: 'ingest.resolve-more-services',
  queue: 'ingest',
  event: ServicesToResolve,
});
