import { declare } from './declaration.js';
import type { Incident, Mitigation } from './incident.js';

/** An instant of the morning that the scenarios play in. */
export function at(clock: string): Date {
  return new Date(`2026-03-02T${clock}:00Z`);
}

export function declared(over: Partial<Incident> = {}): Incident {
  const { incident } = declare({
    id: 'inc-1',
    service: 'checkout',
    environment: 'production',
    title: 'Checkout answers 500',
    severity: 'sev2',
    startedAt: at('10:00'),
    detectedAt: null,
    drill: false,
    drillRun: null,
    cause: null,
    source: 'declared',
    alert: null,
    now: at('10:02'),
    by: 'ada',
  });
  return { ...incident, ...over };
}

export function killed(clock: string, over: Partial<Mitigation> = {}): Mitigation {
  return {
    by: 'flag_off',
    flag: 'checkout-new',
    deployment: null,
    environment: 'production',
    at: at(clock),
    exact: true,
    flip: `flip-${clock}`,
    note: null,
    ...over,
  };
}
