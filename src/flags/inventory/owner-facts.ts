import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { People } from '../../identity/index.js';
import type { Tx } from '../../platform/index.js';
import type { OwnerFacts } from '../domain/debt.js';
import type { FlagOwner } from '../domain/flag.js';

/** Says what is known of the owners of flags: all teams and people of them are asked for together. */
@Injectable()
export class OwnerFactsReader {
  constructor(
    private readonly catalog: Catalog,
    private readonly people: People,
  ) {}

  async of(owners: FlagOwner[], tx?: Tx): Promise<(owner: FlagOwner) => OwnerFacts> {
    const teams = distinct(owners.map(({ team }) => team));
    const persons = distinct(owners.map(({ person }) => person));
    const readTeams = () => this.catalog.known(teams, tx);
    const readPeople = () => this.people.ofTeams(teams, tx, persons);
    // A transaction has one connection, which does one thing after the other.
    const [known, people] = tx
      ? [await readTeams(), await readPeople()]
      : await Promise.all([readTeams(), readPeople()]);
    const byKey = new Map(people.map((person) => [person.key, person]));
    const members = new Map(known.map((team): [string, { active: boolean }[]] => [team, []]));
    for (const person of people) for (const team of person.teams) members.get(team)?.push(person);
    return ({ team, person }) => {
      const teamPeople = team === null ? undefined : members.get(team);
      return {
        teamExists: teamPeople !== undefined,
        teamPeople: teamPeople ?? [],
        person: person === null ? null : (byKey.get(person) ?? null),
      };
    };
  }
}

function distinct(keys: (string | null)[]): string[] {
  return [...new Set(keys.filter((key) => key !== null))];
}
