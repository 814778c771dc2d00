import { BaselinesController } from './baselines.controller.js';
import { BaselinesRepository } from './baselines.repository.js';
import { Baselines } from './baselines.service.js';
import { FlagDebtReads } from './flag-debt.reads.js';
import { HealthController } from './health.controller.js';
import { HealthReads } from './health.reads.js';
import { MentionsReads } from './mentions.reads.js';
import { TaskReads } from './tasks.reads.js';
import { TicketsController } from './tickets.controller.js';
import { RemovalTickets } from './tickets.service.js';
import { TrackerSetting } from './tracker-setting.js';
import { UseReads } from './use.reads.js';
import { WaiversController } from './waivers.controller.js';
import { WaiversRepository } from './waivers.repository.js';
import { Waivers } from './waivers.service.js';

/** What the flags module takes of this folder. */
export const DEBT_CONTROLLERS = [HealthController, WaiversController, BaselinesController, TicketsController];
export const DEBT_PROVIDERS = [
  UseReads,
  MentionsReads,
  FlagDebtReads,
  WaiversRepository,
  Waivers,
  BaselinesRepository,
  Baselines,
  HealthReads,
  TaskReads,
  TrackerSetting,
  RemovalTickets,
];
export { FlagDebtReads };
