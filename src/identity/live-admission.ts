import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Admission } from '../platform/index.js';
import { AuthGuard } from './auth.guard.js';

/** Whoever the guard would refuse by now may no longer listen. */
@Injectable()
export class LiveAdmission implements OnModuleInit {
  constructor(
    private readonly admission: Admission,
    private readonly guard: AuthGuard,
  ) {}

  onModuleInit(): void {
    this.admission.admitBy((context) => this.guard.canActivate(context));
  }
}
