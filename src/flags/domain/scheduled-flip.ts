/** Up to so late a flag is still turned on: what was agreed for that time need not hold hours after it. */
export const LATEST_ON_MS = 15 * 60_000;

const MINUTE = 60_000;

export interface Lateness {
  /** Turning off is the safe side: it is done however late. */
  missed: boolean;
  /** In words, once it is to be told; null: it comes at its time. */
  late: string | null;
}

/** What becomes of a scheduled flip by how long after its time somebody is there to do it. */
export function latenessOf({ on, at }: { on: boolean; at: Date }, now: Date): Lateness {
  const ms = now.getTime() - at.getTime();
  if (ms <= LATEST_ON_MS) return { missed: false, late: null };
  const minutes = Math.floor(ms / MINUTE);
  const [hours, rest] = [Math.floor(minutes / 60), `${minutes % 60} min`];
  return { missed: on, late: hours === 0 ? rest : `${hours} h ${rest}` };
}
