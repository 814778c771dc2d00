import type { Cell } from '../domain/cell.js';
import type { Place } from './cell-rows.reads.js';

export interface StoredCell extends Place {
  /** YYYY-MM-DD, UTC. */
  day: string;
  cell: Cell;
}
