import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { People, type PersonView } from '../../identity/index.js';
import type { Tx } from '../../platform/index.js';
import type { OwnerFacts } from '../domain/debt.js';
import type { FlagOwner } from '../domain/flag.js';

const PEOPLE_A_READ = 1_000;

interface TeamFacts {
  exists: boolean;
  people: { active: boolean }[];
}

/** Says what is known of the owners of flags, each team and person asked for once. */
@Injectable()
export class OwnerFactsReader {
  constructor(
    private readonly catalog: Catalog,
    private readonly people: People,
  ) {}

  async of(owners: FlagOwner[], tx?: Tx): Promise<(owner: FlagOwner) => OwnerFacts> {
    const teamKeys = new Set(owners.map(({ team }) => team).filter((team) => team !== null));
    const personKeys = new Set(owners.map(({ person }) => person).filter((person) => person !== null));
    const persons = new Map<string, PersonView>();
    if (personKeys.size > 0) {
      for (const person of await this.people.findMany([...personKeys], tx)) persons.set(person.key, person);
    }
    const teams = await this.teams([...teamKeys], tx);
    return ({ team, person }) => {
      const teamFacts = team === null ? undefined : teams.get(team);
      return {
        teamExists: teamFacts?.exists ?? false,
        teamPeople: teamFacts?.people ?? [],
        person: person === null ? null : (persons.get(person) ?? null),
      };
    };
  }

  private async teams(keys: string[], tx?: Tx): Promise<Map<string, TeamFacts>> {
    const teams = new Map<string, TeamFacts>();
    const empty: string[] = [];
    for (const key of keys) {
      const exists = (await this.catalog.team(key, tx)) !== null;
      const people = exists ? await this.people.ofTeam(key, tx) : [];
      if (exists && people.length === 0) empty.push(key);
      teams.set(key, { exists, people });
    }
    if (empty.length > 0) await this.addThoseWhoLeft(teams, empty);
    return teams;
  }

  /** Tells a team that everybody left from one in which nobody was ever recorded. */
  private async addThoseWhoLeft(teams: Map<string, TeamFacts>, keys: string[]): Promise<void> {
    let after: string | null = null;
    for (;;) {
      const people: PersonView[] = await this.people.list(PEOPLE_A_READ, after);
      for (const key of keys) teams.get(key)?.people.push(...people.filter((person) => person.teams.includes(key)));
      if (people.length < PEOPLE_A_READ) return;
      after = people.at(-1)?.key ?? null;
    }
  }
}
