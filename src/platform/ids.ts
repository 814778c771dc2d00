import { v7 } from 'uuid';

/** The only source of identifiers: UUIDv7, so that ids sort by their time of birth. */
export abstract class Ids {
  abstract next(): string;
}

export class UuidIds extends Ids {
  next(): string {
    return v7();
  }
}
