import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/index.js';
import { IdentityModule } from '../identity/index.js';
import { IngestModule } from '../ingest/index.js';
import { OncallModule } from '../oncall/index.js';
import { CONTROL } from './control/control.providers.js';
import { FlagdController } from './evaluation/flagd.controller.js';
import { OfrepController } from './evaluation/ofrep.controller.js';
import { OfrepRoutes } from './evaluation/ofrep.routes.js';
import { RevisionFeed } from './evaluation/revision-feed.js';
import { Rulesets } from './evaluation/rulesets.js';
import { DEBT_CONTROLLERS, DEBT_PROVIDERS, FlagDebtReads } from './debt/index.js';
import { ExposureOfFlag } from './exposure/exposure-of-flag.js';
import { ExposureReports } from './exposure/exposure-reports.service.js';
import { ExposureController } from './exposure/exposure.controller.js';
import { ExposureReads } from './exposure/exposure.reads.js';
import { KnownUsage } from './exposure/known-usage.js';
import { ExposureRepository } from './exposure/exposure.repository.js';
import { Exposure } from './exposure/exposure.js';
import { Retention } from './exposure/retention.js';
import { EXCHANGE } from './exchange/exchange.providers.js';
import { FlagReads } from './flags.reads.js';
import { FlagTrail } from './flag-trail.reads.js';
import { BirthController } from './inventory/birth.controller.js';
import { CatalogFollower } from './inventory/catalog-follower.js';
import { DebtReads } from './inventory/debt.reads.js';
import { FlagDrills } from './inventory/flag-drills.js';
import { FlagKinds } from './inventory/flag-kinds.js';
import { FlagKindsController } from './inventory/flag-kinds.controller.js';
import { FlagsController } from './inventory/flags.controller.js';
import { FlagsRepository } from './inventory/flags.repository.js';
import { History } from './inventory/history.js';
import { InventoryReads } from './inventory/inventory.reads.js';
import { Inventory } from './inventory/inventory.service.js';
import { OwnerFactsReader } from './inventory/owner-facts.js';
import { OwnerFollower } from './inventory/owner-follower.js';
import { JournaledKills } from './journal/journaled-kills.repository.js';
import { KillJournal } from './journal/kill-journal.js';
import { Kills } from './journal/kills.service.js';
import { Reconciler } from './journal/reconciler.js';
import { ExternalFlips } from './lifecycle/external-flips.js';
import { FlipsRepository } from './lifecycle/flips.repository.js';
import { Flips } from './lifecycle/flips.service.js';
import { LifecycleController } from './lifecycle/lifecycle.controller.js';
import { Lifecycle } from './lifecycle/lifecycle.service.js';
import { LockedFlags } from './lifecycle/locked-flags.js';
import { CodeReads } from './references/code.reads.js';
import { OUTGOING } from './outgoing/outgoing.providers.js';
import { ReferencesController } from './references/references.controller.js';
import { ReferencesRepository } from './references/references.repository.js';
import { References } from './references/references.service.js';
import { TARGETING } from './targeting/targeting.providers.js';
import { STREAMS } from './streams/streams.providers.js';

@Module({
  imports: [IdentityModule, CatalogModule, IngestModule, OncallModule],
  controllers: [
    ...DEBT_CONTROLLERS,
    FlagsController,
    FlagKindsController,
    BirthController,
    LifecycleController,
    ReferencesController,
    ExposureController,
    OfrepController,
    FlagdController,
    ...CONTROL.controllers,
    ...TARGETING.controllers,
    ...EXCHANGE.controllers,
    ...STREAMS.controllers,
    ...OUTGOING.controllers,
  ],
  providers: [
    ...DEBT_PROVIDERS,
    FlagReads,
    FlagTrail,
    InventoryReads,
    DebtReads,
    OwnerFactsReader,
    FlagsRepository,
    FlipsRepository,
    History,
    Inventory,
    Flips,
    Lifecycle,
    ExternalFlips,
    CatalogFollower,
    OwnerFollower,
    FlagKinds,
    FlagDrills,
    References,
    ReferencesRepository,
    CodeReads,
    Rulesets,
    RevisionFeed,
    Exposure,
    ExposureReads,
    KnownUsage,
    ExposureOfFlag,
    ExposureReports,
    Retention,
    ExposureRepository,
    JournaledKills,
    KillJournal,
    Kills,
    Reconciler,
    OfrepRoutes,
    LockedFlags,
    ...CONTROL.providers,
    ...TARGETING.providers,
    ...EXCHANGE.providers,
    ...STREAMS.providers,
    ...OUTGOING.providers,
  ],
  exports: [FlagDebtReads, FlagDrills, FlagReads, FlagTrail, Flips, ExposureReads, CodeReads],
})
export class FlagsModule {}
