import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/index.js';

@Injectable()
export class OnCall {
  whoIsOnCall(_service: string, _at: Date): Promise<{ person: string; schedule: string; until: Date | null } | null> {
    return Promise.resolve(null);
  }
}

@Injectable()
export class Paging {
  acknowledgeAlert(_tx: Tx, _alert: string, _person: string | null): Promise<void> {
    return Promise.resolve();
  }
}
