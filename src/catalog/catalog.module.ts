import { Global, Module } from '@nestjs/common';
import { CatalogController } from './catalog.controller.js';
import { Catalog } from './catalog.js';
import { CatalogService } from './catalog.service.js';

@Global()
@Module({ controllers: [CatalogController], providers: [Catalog, CatalogService], exports: [Catalog] })
export class CatalogModule {}
