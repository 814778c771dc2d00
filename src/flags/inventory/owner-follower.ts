import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Consumers } from '../../platform/index.js';
import { followOwners } from '../flags.jobs.js';

/**
 * Tells live that flags may owe something else once a person came or went: `no_owner`, and the task that goes with it, are
 * judged at each read and kept nowhere.
 */
@Injectable()
export class OwnerFollower implements OnModuleInit {
  constructor(private readonly consumers: Consumers) {}

  onModuleInit(): void {
    this.consumers.handle(followOwners, (_, tx) => {
      tx.announce('flags');
      return Promise.resolve();
    });
  }
}
