import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { People } from '../../identity/index.js';
import type { Tx } from '../../platform/index.js';
import type { OwnerFacts } from '../domain/debt.js';
import type { FlagOwner } from '../domain/flag.js';

/** Says what is known of the owners of flags: all teams and people of them are asked for at once. */
@Injectable()
export class OwnerFactsReader {
  constructor(
    private readonly catalog: Catalog,
    private readonly people: People,
  ) {}

  async of(owners: FlagOwner[], tx?: Tx): Promise<(owner: FlagOwner) => OwnerFacts> {
    const persons = await this.persons(distinct(owners.map(({ person }) => person)), tx);
    const teams = await this.teams(distinct(owners.map(({ team }) => team)), tx);
    return ({ team, person }) => {
      const teamPeople = team === null ? undefined : teams.get(team);
      return {
        teamExists: teamPeople !== undefined,
        teamPeople: teamPeople ?? [],
        person: person === null ? null : (persons.get(person) ?? null),
      };
    };
  }

  private async persons(keys: string[], tx?: Tx): Promise<Map<string, { active: boolean }>> {
    const people = keys.length === 0 ? [] : await this.people.findMany(keys, tx);
    return new Map(people.map((person) => [person.key, person]));
  }

  /** The teams that there are, each with whoever is recorded in it: active or gone. */
  private async teams(keys: string[], tx?: Tx): Promise<Map<string, { active: boolean }[]>> {
    if (keys.length === 0) return new Map();
    const teams = new Map(
      (await this.catalog.known(keys, tx)).map((key): [string, { active: boolean }[]] => [key, []]),
    );
    for (const person of await this.people.ofTeams(keys, tx)) {
      for (const team of person.teams) teams.get(team)?.push(person);
    }
    return teams;
  }
}

function distinct(keys: (string | null)[]): string[] {
  return [...new Set(keys.filter((key) => key !== null))];
}
