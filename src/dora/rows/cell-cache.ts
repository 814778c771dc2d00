import type { StoredCell } from './stored-cell.js';

const MAX_BYTES = 48 * 1024 * 1024;
/** What a cell takes besides its packed arrays, roughly. */
const OVERHEAD = 1_000;

/** Cells by revision; what was asked for longest ago goes first. A revision stands for one content for ever. */
export class CellCache {
  private readonly cells = new Map<string, StoredCell>();
  private bytes = 0;

  constructor(private readonly maxBytes = MAX_BYTES) {}

  has(revision: string): boolean {
    return this.cells.has(revision);
  }

  get(revision: string): StoredCell | undefined {
    const cell = this.cells.get(revision);
    if (cell) {
      this.cells.delete(revision);
      this.cells.set(revision, cell);
    }
    return cell;
  }

  add(revision: string, cell: StoredCell): void {
    if (this.cells.has(revision)) return;
    this.cells.set(revision, cell);
    this.bytes += sizeOf(cell);
    for (const [oldest, old] of this.cells) {
      if (this.bytes <= this.maxBytes) return;
      this.cells.delete(oldest);
      this.bytes -= sizeOf(old);
    }
  }
}

function sizeOf({ cell }: StoredCell): number {
  return OVERHEAD + cell.leads.byteLength + cell.finishes.byteLength + cell.failures.length * 500;
}
