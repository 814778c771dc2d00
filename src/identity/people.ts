import { Injectable } from '@nestjs/common';
import { Db, type Queryable, type Tx } from '../platform/index.js';
import type { Contact, PersonView } from './identity.contract.js';

const COLUMNS = `key, name, email, teams, active, role, exists (select from passwords where person = key) as "hasPassword", contacts`;

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

  /** Who has this e-mail, whatever its case: whoever has a role first, then by key. */
  async withEmail(email: string, on: Queryable = this.db): Promise<PersonView[]> {
    return on.query<PersonView>(
      `select ${COLUMNS} from people where lower(email) = lower($1) order by role is null, key`,
      [email],
    );
  }

  /** Those keys that begin with this and are taken. */
  async takenKeys(prefix: string, on: Queryable = this.db): Promise<Set<string>> {
    const rows = await on.query<{ key: string }>(`select key from people where starts_with(key, $1)`, [prefix]);
    return new Set(rows.map(({ key }) => key));
  }

  /** Active members of a team. */
  async ofTeam(team: string, on: Queryable = this.db): Promise<PersonView[]> {
    return on.query<PersonView>(
      `select ${COLUMNS} from people where active and teams @> array[$1::text] order by key`,
      [team],
    );
  }

  /** Everybody who is or was in one of these teams, and those of these keys. */
  async ofTeams(
    teams: string[],
    on: Queryable = this.db,
    keys: string[] = [],
  ): Promise<Pick<PersonView, 'key' | 'teams' | 'active'>[]> {
    return on.query(
      `select key, teams, active from people where teams && $1::text[] or key = any ($2::text[]) order by key`,
      [teams, keys],
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
      `insert into people (key, name, email, teams, active, contacts, role, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
       on conflict (key) do update set name = $2, email = $3, teams = $4, active = $5, contacts = $6, role = $7, updated_at = $8
       returning (xmax = 0) as created`,
      [
        person.key,
        person.name,
        person.email,
        person.teams,
        person.active,
        JSON.stringify(person.contacts),
        person.role,
        tx.now,
      ],
    );
    return row?.created ?? false;
  }
}
