import { Global, Module } from '@nestjs/common';
import { OnCall, Paging } from './on-call.js';

@Global()
@Module({ providers: [OnCall, Paging], exports: [OnCall, Paging] })
export class OncallModule {}
