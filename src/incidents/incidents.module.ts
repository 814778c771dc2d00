import { Global, Module } from '@nestjs/common';
import { IncidentReads } from './incidents.reads.js';

@Global()
@Module({ providers: [IncidentReads], exports: [IncidentReads] })
export class IncidentsModule {}
