import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock, SystemClock } from './clock.js';
import { AppConfig } from './config/config.js';
import { Connections } from './db/connections.js';
import { dataSourceOptions, runMigrations } from './db/data-source.js';
import { DatabaseWatch } from './db/database-watch.js';
import { Db } from './db/db.js';
import { Health } from './health/health.js';
import { HealthController } from './health/health.controller.js';
import { ErrorShapes } from './http/error-shapes.js';
import { EtagInterceptor } from './http/etag.js';
import { IdempotencyInterceptor } from './http/idempotency.js';
import { ProblemFilter } from './http/problem.filter.js';
import { InputPipe } from './http/validation.js';
import { Ids, UuidIds } from './ids.js';
import { Admission } from './live/admission.js';
import { Live } from './live/live.js';
import { LiveController } from './live/live.controller.js';
import { Consumers } from './outbox/consumers.js';
import { OutboxRepository } from './outbox/outbox.repository.js';
import { Relay } from './outbox/relay.js';
import { RelaySignal } from './outbox/relay-signal.js';
import { JobsController } from './queue/jobs.controller.js';
import { Queues } from './queue/queues.js';
import { RedisConnections } from './queue/redis.js';
import { Ticks } from './queue/ticks.js';
import { Workers } from './queue/workers.js';
import { Standby } from './standby/standby.js';

const FACES = [
  AppConfig,
  Clock,
  Ids,
  Db,
  DatabaseWatch,
  Consumers,
  Ticks,
  Standby,
  Health,
  ErrorShapes,
  RedisConnections,
  OutboxRepository,
  Live,
  Admission,
];

@Global()
@Module({})
export class PlatformModule {
  /** `clock` replaces the system's in tests. `away`: the database is not there yet; it is migrated when it comes. */
  static with(config: AppConfig, clock: Clock = new SystemClock(), away = false): DynamicModule {
    const connections = new Connections();
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(config.databaseUrl ?? '', config.databasePool, connections),
          autoLoadEntities: true,
          retryAttempts: 20,
          retryDelay: 500,
          manualInitialization: away,
        }),
      ],
      controllers: [HealthController, JobsController, LiveController],
      providers: [
        { provide: AppConfig, useValue: config },
        { provide: Clock, useValue: clock },
        { provide: Ids, useClass: UuidIds },
        {
          provide: DatabaseWatch,
          inject: [DataSource, Live],
          useFactory: (source: DataSource, live: Live) =>
            new DatabaseWatch(config, connections, live, away ? useOf(source, config) : null),
        },
        Db,
        RelaySignal,
        Live,
        Admission,
        OutboxRepository,
        Consumers,
        RedisConnections,
        Queues,
        Workers,
        Relay,
        Ticks,
        Standby,
        Health,
        ErrorShapes,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: InputPipe },
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
      ],
      exports: FACES,
    };
  }
}

/** What a database that was away at the start needs before it can be used. */
function useOf(source: DataSource, { databaseUrl }: AppConfig): () => Promise<void> {
  return async () => {
    await runMigrations(databaseUrl ?? '');
    if (!source.isInitialized) await source.initialize();
  };
}
