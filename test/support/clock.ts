import { Clock } from '../../src/platform/index.js';

/** A clock that runs with the real one until a test moves it. */
export class TestClock extends Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  set(at: Date): void {
    this.offset = at.getTime() - Date.now();
  }

  advance(ms: number): void {
    this.offset += ms;
  }
}
