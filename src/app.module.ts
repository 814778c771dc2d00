import { Module, type DynamicModule } from '@nestjs/common';
import { CatalogModule } from './catalog/index.js';
import { DoraModule } from './dora/index.js';
import { DrillsModule } from './drills/index.js';
import { FlagsModule } from './flags/index.js';
import { GatesModule } from './gates/index.js';
import { IdentityModule } from './identity/index.js';
import { IncidentsModule } from './incidents/index.js';
import { IngestModule } from './ingest/index.js';
import { OncallModule } from './oncall/index.js';
import { PlatformModule, type AppConfig, type Clock } from './platform/index.js';
import { PostmortemsModule } from './postmortems/index.js';
import { ReportsModule } from './reports/index.js';

/** All modules of the product; API, worker and tests run the same. */
@Module({})
export class AppModule {
  /** `away`: the database is not there yet. */
  static with(config: AppConfig, clock?: Clock, away = false): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, clock, away),
        IdentityModule,
        CatalogModule,
        IngestModule,
        OncallModule,
        FlagsModule,
        IncidentsModule,
        PostmortemsModule,
        DoraModule,
        GatesModule,
        DrillsModule,
        ReportsModule,
      ],
    };
  }
}
