const DAY_MS = 86_400_000;

/** The UTC day of an instant as YYYY-MM-DD. */
export function dayOf(ms: number): string {
  return new Date(Math.floor(ms / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
}

/** Days to count again, per environment. */
export class DaySet {
  private readonly days = new Map<string, Set<string>>();

  add(environment: string, ...instants: (Date | number | null)[]): void {
    for (const instant of instants) if (instant !== null) this.addDay(environment, dayOf(Number(instant)));
  }

  addDay(environment: string, day: string): void {
    const days = this.days.get(environment) ?? new Set();
    days.add(day);
    this.days.set(environment, days);
  }

  entries(): { environment: string; days: string[] }[] {
    return [...this.days].map(([environment, days]) => ({ environment, days: [...days].sort() }));
  }
}
