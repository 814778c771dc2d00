import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../../platform/index.js';
import type { FlagEnvironment } from '../domain/flag.js';
import type { Requirements } from '../domain/prerequisites.js';
import type { Prerequisite, Segment } from '../domain/rules.js';

const SEGMENTS = `select key, match, conditions from segments where key = any ($1::text[]) and not deleted order by key`;

/** Where targeting is kept. Lock order: the flag, the prerequisites of the environment, segments, the revision. */
@Injectable()
export class TargetingRepository {
  constructor(private readonly db: Db) {}

  /** Writes rules, fallback and prerequisites; the environment may be one that the flag did not have yet. */
  async save(tx: Tx, flag: string, environment: FlagEnvironment): Promise<void> {
    const { key, rules, otherwise, prerequisites, revision } = environment;
    await tx.execute(
      `with state as (
         insert into flag_environments (flag, environment, position, present, on_state, rules, otherwise, prerequisites,
           revision, changed_at)
         values ($1, $2, 1000, true, $8, $3, $4, $5, $6, $9)
         on conflict (flag, environment) do update set rules = $3, otherwise = $4, prerequisites = $5, revision = $6)
       update flags set revision = $6, updated_at = $7 where key = $1`,
      [
        flag,
        key,
        JSON.stringify(rules),
        otherwise === null ? null : JSON.stringify(otherwise),
        JSON.stringify(prerequisites),
        revision,
        tx.now,
        environment.on,
        environment.changedAt,
      ],
    );
  }

  /** Keeps everybody else from changing what flags of an environment require, so that two at once cannot close a circle. */
  async lockRequirements(tx: Tx, environment: string): Promise<void> {
    await tx.queueFor(`flag-prerequisites:${environment}`);
  }

  /** What flags of an environment require, those that are archived or hidden too: they may come back. */
  async requirements(environment: string, on: Queryable = this.db): Promise<Requirements> {
    const rows = await on.query<{ flag: string; weight: number; prerequisites: Prerequisite[] }>(
      `select flag, length(rules::text) as weight, prerequisites from flag_environments
       where environment = $1 and (prerequisites::text <> '[]' or rules::text <> '[]')`,
      [environment],
    );
    return new Map(
      rows.map(({ flag, weight, prerequisites }) => [
        flag,
        { weight, requires: prerequisites.map((each) => each.flag) },
      ]),
    );
  }

  /** Flags that are not archived and require this one, with the environment in which they do. */
  async requiring(flag: string, on: Queryable = this.db): Promise<{ flag: string; environment: string }[]> {
    return on.query(
      `select e.flag, e.environment from flag_environments e join flags f on f.key = e.flag and f.stage <> 'archived'
       where e.present and e.prerequisites::text <> '[]'
         and exists (select 1 from json_array_elements(e.prerequisites) p where p ->> 'flag' = $1)
       order by e.flag, e.environment`,
      [flag],
    );
  }

  /** Those of the segments that there are. */
  async segments(keys: string[], on: Queryable = this.db): Promise<Segment[]> {
    return keys.length === 0 ? [] : on.query<Segment>(SEGMENTS, [keys]);
  }

  /** The same; none of them can be edited or deleted until the transaction ends. */
  async holdSegments(tx: Tx, keys: string[]): Promise<Segment[]> {
    return keys.length === 0 ? [] : tx.query<Segment>(`${SEGMENTS} for share`, [keys]);
  }
}
