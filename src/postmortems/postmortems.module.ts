import { Global, Module } from '@nestjs/common';
import { BlockingChecks } from './blocking-checks.js';

@Global()
@Module({ providers: [BlockingChecks], exports: [BlockingChecks] })
export class PostmortemsModule {}
