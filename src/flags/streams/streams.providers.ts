import { EnvironmentAccess } from '../evaluation/environment-access.js';
import { InstancesController } from '../instances/instances.controller.js';
import { Instances } from '../instances/instances.js';
import { ReceiptReads } from '../instances/receipt.reads.js';
import { FlagChangesController } from './flag-changes.controller.js';
import { FlagStreams } from './flag-streams.js';
import { OfrepStreamController } from './ofrep-stream.controller.js';

/** What streams of flag changes and the receipts of their readers give to the module. */
export const STREAMS = {
  controllers: [OfrepStreamController, FlagChangesController, InstancesController],
  providers: [EnvironmentAccess, FlagStreams, Instances, ReceiptReads],
};
