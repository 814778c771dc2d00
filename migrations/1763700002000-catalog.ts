import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Catalog1763700002000 implements MigrationInterface {
  name = 'Catalog1763700002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table teams (
        key text primary key,
        name text not null,
        timezone text not null
      );
      create table services (
        key text primary key,
        name text not null,
        team text not null references teams (key),
        repository text,
        path_prefix text
      );
      create index services_team on services (team);
      create index services_repository on services (repository);
      create table environments (
        service text not null references services (key) on delete cascade,
        key text not null,
        production boolean not null,
        position int not null,
        primary key (service, key)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table environments, services, teams`);
  }
}
