import { ApiProperty } from '@nestjs/swagger';
import { DoraBucket } from '../../dora/index.js';
import { VerdictAnswer } from '../../gates/index.js';

export class LoopGate {
  /** Verdicts of all guards in the last seven days. */
  @ApiProperty({ example: 41 })
  passed7d: number;
  @ApiProperty({ example: 3 })
  blocked7d: number;
  /** The last verdict that blocked, whenever it was. */
  @ApiProperty({ type: VerdictAnswer, nullable: true })
  lastBlocked: VerdictAnswer | null;
}

export class LoopDeployment {
  @ApiProperty({ example: 'acme/shop#deployment-17' })
  id: string;
  @ApiProperty({ example: 'checkout' })
  service: string;
  @ApiProperty({ example: 'production' })
  environment: string;
  @ApiProperty({ type: String, nullable: true, example: '3f2a91c0' })
  sha: string | null;
  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  finishedAt: string;
  @ApiProperty({ type: String, nullable: true, example: 'release' })
  reason: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  url: string | null;
}

export class LoopDay {
  @ApiProperty({ example: '2026-11-21' })
  date: string;
  @ApiProperty({ example: 4 })
  count: number;
}

/** Deployments to production; days are UTC's, today is the last. */
export class LoopDeploys {
  /** Of the last seven days of `perDay`. */
  @ApiProperty({ example: 19 })
  count7d: number;
  @ApiProperty({ type: [LoopDeployment] })
  latest: LoopDeployment[];
  @ApiProperty({ type: [LoopDay] })
  perDay: LoopDay[];
}

export class LoopFlags {
  @ApiProperty({ example: 120 })
  active: number;
  /** Active ones that are on in any production environment of their service. */
  @ApiProperty({ example: 70 })
  onInProduction: number;
  /** How many flags owe each. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, example: { expired: 4, stale: 2 } })
  debt: Record<string, number>;
  /** How many flags owe anything. */
  @ApiProperty({ example: 5 })
  withDebt: number;
}

export class LoopPerson {
  @ApiProperty({ example: 'ana' })
  key: string;
  @ApiProperty({ example: 'Ana' })
  name: string;
}

export class LoopOnCall {
  @ApiProperty({ example: 'payments' })
  team: string;
  @ApiProperty({ example: 'checkout' })
  service: string;
  /** Null: the team has no schedule, or nobody of it is active. */
  @ApiProperty({ type: LoopPerson, nullable: true })
  person: LoopPerson | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-23T09:00:00.000Z' })
  until: string | null;
}

export class LoopIncident {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000000' })
  id: string;
  @ApiProperty({ type: String, nullable: true, example: 'Checkout answers 500' })
  title: string | null;
  @ApiProperty({ example: 'checkout' })
  service: string;
  @ApiProperty({ type: String, nullable: true, example: 'sev2' })
  severity: string | null;
  @ApiProperty({ example: 'acknowledged' })
  state: string;
  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  startedAt: string;
}

/** Drills and duplicates are left out. */
export class LoopIncidents {
  /** Not yet restored, the gravest and newest first. */
  @ApiProperty({ type: [LoopIncident] })
  open: LoopIncident[];
  @ApiProperty({ example: 2 })
  restored7d: number;
}

export class LoopOwner {
  @ApiProperty({ required: false, example: 'payments' })
  team?: string;
  @ApiProperty({ required: false, example: 'ana' })
  person?: string;
}

export class LoopAction {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000001' })
  id: string;
  @ApiProperty({ example: 'Test the empty cart' })
  title: string;
  owner: LoopOwner;
  @ApiProperty({ example: '2026-11-14T00:00:00.000Z' })
  dueAt: string;
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000002' })
  postmortem: string;
}

export class LoopActions {
  @ApiProperty({ example: 6 })
  open: number;
  /** The longest overdue first, 50 at most. */
  @ApiProperty({ type: [LoopAction] })
  overdue: LoopAction[];
}

/** The four keys of production. Windows end with today (UTC). */
export class LoopKeys {
  /** The last 28 days. */
  now: DoraBucket;
  /** The 28 days before. */
  before: DoraBucket;
  /** The last 12 weeks, oldest first. */
  @ApiProperty({ type: [DoraBucket] })
  weeks: DoraBucket[];
}

/** What has been set up. */
export class LoopSetUp {
  /** A webhook of GitHub has arrived. */
  githubConnected: boolean;
  factsArrived: boolean;
  /** Commits with their parents are known, as an import brings them. */
  historyImported: boolean;
  demoLoaded: boolean;
  /** There is a deployment in the last 12 weeks. */
  firstNumbers: boolean;
}

export class LoopView {
  gate: LoopGate;
  deploys: LoopDeploys;
  flags: LoopFlags;
  @ApiProperty({ type: [LoopOnCall] })
  onCall: LoopOnCall[];
  incidents: LoopIncidents;
  actions: LoopActions;
  keys: LoopKeys;
  setUp: LoopSetUp;
  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  asOf: string;
}
