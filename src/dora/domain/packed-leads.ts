import { STAGES, type LeadTime } from './lead-time.js';

/** Lead time of one delivered change; `first` = its first deployment to any production environment. */
export interface LeadSample {
  lead: LeadTime;
  approximate: boolean;
  first: boolean;
}

const APPROXIMATE = 1;
const FIRST = 2;
const UNKNOWN = 0xffffffff;
/** Tag of a pack in whole seconds (uint32) and of one in milliseconds (float64). */
const SECONDS = 1;
const MILLISECONDS = 2;

/**
 * Layout: tag (1 byte), flags (1 byte a change), then coding, pickup, review, deploy, each as an array. Whole seconds take
 * 4 bytes; only where a time has a fraction of a second, 8. The total is the sum of the stages that are known.
 */
export function packLeads(samples: LeadSample[]): Buffer {
  if (samples.length === 0) return Buffer.alloc(0);
  const sorted = [...samples].sort(compare);
  const whole = sorted.every(({ lead }) =>
    STAGES.every((stage) => {
      const value = lead[stage] ?? 0;
      return value % 1000 === 0 && value / 1000 < UNKNOWN;
    }),
  );
  const size = whole ? 4 : 8;
  const n = sorted.length;
  const buffer = Buffer.alloc(1 + n + n * 4 * size);
  buffer[0] = whole ? SECONDS : MILLISECONDS;
  sorted.forEach(({ approximate, first }, i) => {
    buffer[1 + i] = (approximate ? APPROXIMATE : 0) | (first ? FIRST : 0);
  });
  STAGES.forEach((stage, s) => {
    sorted.forEach(({ lead }, i) => {
      const at = 1 + n + (s * n + i) * size;
      const value = lead[stage];
      if (whole) buffer.writeUInt32LE(value === null ? UNKNOWN : value / 1000, at);
      else buffer.writeDoubleLE(value === null ? NaN : value, at);
    });
  });
  return buffer;
}

function compare(a: LeadSample, b: LeadSample): number {
  for (const stage of STAGES) {
    const difference = (a.lead[stage] ?? -1) - (b.lead[stage] ?? -1);
    if (difference !== 0) return difference;
  }
  return Number(a.approximate) - Number(b.approximate) || Number(a.first) - Number(b.first);
}

export function packedCount(buffer: Buffer): number {
  if (buffer.length === 0) return 0;
  return (buffer.length - 1) / (1 + 4 * (buffer[0] === SECONDS ? 4 : 8));
}

/** Collects packed lead times, in seconds; unknown stages are left out. */
export class LeadCollector {
  readonly totals: Float64Array;
  readonly stages: Float64Array[];
  readonly stageCounts = [0, 0, 0, 0];
  n = 0;
  approximate = 0;

  constructor(capacity: number) {
    this.totals = new Float64Array(capacity);
    this.stages = STAGES.map(() => new Float64Array(capacity));
  }

  /** `firstOnly` leaves out changes that another production environment had before. */
  add(buffer: Buffer, firstOnly: boolean): void {
    const n = packedCount(buffer);
    if (n === 0) return;
    const whole = buffer[0] === SECONDS;
    const size = whole ? 4 : 8;
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    for (let i = 0; i < n; i += 1) {
      const flags = view.getUint8(1 + i);
      if (firstOnly && (flags & FIRST) === 0) continue;
      if ((flags & APPROXIMATE) !== 0) this.approximate += 1;
      let total = 0;
      for (let s = 0; s < 4; s += 1) {
        const at = 1 + n + (s * n + i) * size;
        const raw = whole ? view.getUint32(at, true) : view.getFloat64(at, true);
        if (whole ? raw === UNKNOWN : Number.isNaN(raw)) continue;
        total += raw;
        const stage = this.stages[s];
        const count = this.stageCounts[s];
        if (!stage || count === undefined) continue;
        stage[count] = whole ? raw : raw / 1000;
        this.stageCounts[s] = count + 1;
      }
      this.totals[this.n] = whole ? total : total / 1000;
      this.n += 1;
    }
  }
}
