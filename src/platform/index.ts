export { Clock, SystemClock } from './clock.js';
export { AppConfig, parseConfig, type OidcSettings, SettingsError, type Role, type Settings } from './config/config.js';
export { adminTokenOf } from './config/admin-token.js';
export { keptSecretKey } from './config/secret-key.js';
export { correlationId, withCorrelation } from './correlation.js';
export { dataSourceOptions, runMigrations } from './db/data-source.js';
export { cut } from './db/connections.js';
export { DatabaseWatch } from './db/database-watch.js';
export { Db } from './db/db.js';
export type { Queryable, Tx } from './db/tx.js';
export { DatabaseUnavailable, isConnectionLoss, isUniqueViolation, sqlState } from './db/pg-errors.js';
export { EmbeddedError, startEmbedded } from './embedded/index.js';
export { DomainError, invalidField, invalidFields, type ErrorKind, type FieldError } from './errors.js';
export { Health, type PartHealth } from './health/health.js';
export { metrics } from './health/metrics.js';
export {
  ACCESS,
  Auth,
  HidesOnReplay,
  PERMISSIONS,
  Public,
  ROLES,
  type Access,
  type Permission,
  type PersonRole,
} from './http/access.js';
export { parseJson } from './http/body.js';
export { DrillRun } from './http/drill-run.js';
export { ErrorShapes, type ErrorShape } from './http/error-shapes.js';
export { etagOf, IfMatch, requireMatch } from './http/etag.js';
export { WithoutDatabase } from './http/idempotency.js';
export { isHot } from './http/hooks.js';
export { patienceMs, WAITS_UNTIL_MS } from './http/hurry.js';
export { CreatesOrReplaces, openApiDocument } from './http/openapi.js';
export { badCursor, keyCursor, page, PageQuery, readCursor, type Page } from './http/paging.js';
export type { Problem } from './http/problem.js';
export { problemOf } from './http/problem.filter.js';
export { createHttpApp, createWorkerApp } from './http/server.js';
export { IsFlagKey, isInstant, IsInstant, IsKey, IsOpaqueId } from './http/validation.js';
export { inTime } from './in-time.js';
export { Ids, UuidIds } from './ids.js';
export { Admission } from './live/admission.js';
export type { Hint, Topic } from './live/hints.js';
export { Live } from './live/live.js';
export { eventText, Stream, STREAM_HEADERS } from './live/stream.js';
export { createLog, PinoLogger } from './logging/logger.js';
export { Consumers, type Handler } from './outbox/consumers.js';
export { defineConsumer, defineEvent, type Consumer, type EventType } from './outbox/events.js';
export { OutboxRepository } from './outbox/outbox.repository.js';
export { PlatformModule } from './platform.module.js';
export { Readings } from './readings.js';
export { RedisConnections } from './queue/redis.js';
export { Ticks } from './queue/ticks.js';
export { seal, unseal } from './sealing.js';
export { Standby } from './standby/standby.js';
export { databaseOf, type Kept, readKept, standbyFolder, StandbyRefused, syncFolder } from './standby/standby-file.js';
