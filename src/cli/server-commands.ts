import type { Command } from 'commander';
import { CliError } from './cli-error.js';
import type { Session } from './session.js';

export function addServerCommands(program: Command, session: Session): void {
  const { io } = session;
  program
    .command('migrate')
    .description('bring the schema of the database at DATABASE_URL up to date (npm start does it by itself)')
    .action(async () => {
      const url = io.env['DATABASE_URL']?.trim() ?? '';
      if (url === '') {
        throw new CliError(
          'DATABASE_URL is not set: say which database to migrate, such as postgres://user:password@host/loop. The embedded database migrates itself at npm start.',
        );
      }
      // Only these two commands need the server's own code, which takes a second to load.
      const { runMigrations } = await import('../platform/index.js');
      const applied = await runMigrations(url).catch((error: unknown) => {
        throw new CliError(
          `The database could not be migrated: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
      io.out(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`);
    });
  program
    .command('openapi')
    .description('print the description of the HTTP API (OpenAPI 3.1); needs no server and no database')
    .action(async () => {
      const { apiDescription } = await import('./api-description.js');
      io.out(JSON.stringify(await apiDescription(), null, 2));
    });
}
