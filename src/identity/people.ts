import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../platform/index.js';
import type { Contact, PersonView } from './identity.contract.js';

const COLUMNS = `key, name, email, teams, active, contacts`;

/** The people of the installation. */
@Injectable()
export class People {
  constructor(private readonly db: Db) {}

  async find(key: string, on: Queryable = this.db): Promise<PersonView | null> {
    const [row] = await on.query<PersonView>(`select ${COLUMNS} from people where key = $1`, [key]);
    return row ?? null;
  }

  async findMany(keys: string[], on: Queryable = this.db): Promise<PersonView[]> {
    return on.query<PersonView>(`select ${COLUMNS} from people where key = any($1) order by key`, [keys]);
  }

  /** Active members of a team. */
  async ofTeam(team: string, on: Queryable = this.db): Promise<PersonView[]> {
    return on.query<PersonView>(
      `select ${COLUMNS} from people where active and teams @> array[$1::text] order by key`,
      [team],
    );
  }

  async list(limit: number, after: string | null): Promise<PersonView[]> {
    return this.db.query<PersonView>(
      `select ${COLUMNS} from people where ($2::text is null or key > $2) order by key limit $1`,
      [limit, after],
    );
  }

  /** True where the person is new. */
  async save(tx: Tx, person: PersonView & { contacts: Contact[] }): Promise<boolean> {
    const [row] = await tx.query<{ created: boolean }>(
      `insert into people (key, name, email, teams, active, contacts, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $7)
       on conflict (key) do update set name = $2, email = $3, teams = $4, active = $5, contacts = $6, updated_at = $7
       returning (xmax = 0) as created`,
      [person.key, person.name, person.email, person.teams, person.active, JSON.stringify(person.contacts), tx.now],
    );
    return row?.created ?? false;
  }
}
