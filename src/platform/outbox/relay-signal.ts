import { Injectable } from '@nestjs/common';

/** Tells the relay of this process that a commit has left work, so that it need not wait for its next poll. */
@Injectable()
export class RelaySignal {
  private listener: (() => void) | null = null;

  wake(): void {
    this.listener?.();
  }

  onWake(listener: () => void): void {
    this.listener = listener;
  }
}
