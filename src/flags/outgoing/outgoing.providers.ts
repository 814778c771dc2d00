import { DebtTeller } from './debt-teller.js';
import { Deliveries } from './deliveries.js';
import { OutgoingController } from './outgoing.controller.js';
import { OutgoingFollower } from './outgoing-follower.js';
import { OutgoingRepository } from './outgoing.repository.js';
import { Outgoing } from './outgoing.js';
import { OutgoingSender } from './sender.js';

/** What outgoing webhooks add to the module of flags. */
export const OUTGOING = {
  controllers: [OutgoingController],
  providers: [DebtTeller, Deliveries, Outgoing, OutgoingFollower, OutgoingRepository, OutgoingSender],
};
