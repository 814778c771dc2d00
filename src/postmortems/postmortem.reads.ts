import { Injectable } from '@nestjs/common';
import { Db, type Queryable } from '../platform/index.js';
import { ActionsRepository } from './actions/actions.repository.js';
import type { Action } from './domain/action.js';
import type { Postmortem } from './domain/postmortem.js';
import { PostmortemsRepository } from './postmortems.repository.js';

/** Read face of postmortems. */
@Injectable()
export class PostmortemReads {
  constructor(
    private readonly db: Db,
    private readonly repository: PostmortemsRepository,
    private readonly actions: ActionsRepository,
  ) {}

  async ofIncident(
    incident: string,
    on: Queryable = this.db,
  ): Promise<{ postmortem: Postmortem; actions: Action[] } | null> {
    const postmortem = await this.repository.ofIncident(incident, on);
    return postmortem && { postmortem, actions: await this.actions.ofPostmortems([postmortem.id], on) };
  }
}
