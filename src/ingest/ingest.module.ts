import { Module } from '@nestjs/common';
import { FactsReads } from './facts.reads.js';

@Module({ providers: [FactsReads], exports: [FactsReads] })
export class IngestModule {}
