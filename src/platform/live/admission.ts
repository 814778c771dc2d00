import { Injectable, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '../errors.js';

type Check = (context: ExecutionContext) => Promise<boolean>;

/** Whether whoever opened a stream may still listen. The module that admits requests registers how to ask. */
@Injectable()
export class Admission {
  private check: Check | null = null;

  admitBy(check: Check): void {
    this.check = check;
  }

  /** Throws where nobody can say at present. */
  async holds(context: ExecutionContext): Promise<boolean> {
    if (this.check === null) throw new Error('Nobody registered who may listen');
    try {
      return await this.check(context);
    } catch (error) {
      if (error instanceof DomainError && (error.kind === 'unauthenticated' || error.kind === 'forbidden'))
        return false;
      throw error;
    }
  }
}
