import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

export const httpDuration = new Histogram({
  name: 'loop_http_request_duration_seconds',
  help: 'Time to answer a request, by route.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [metrics],
});

export const liveStreams = new Gauge({
  name: 'loop_live_streams',
  help: 'Open streams of GET /api/v1/live.',
  registers: [metrics],
});

export const outboxOpen = new Gauge({
  name: 'loop_outbox_open',
  help: 'Deliveries that wait for their consumer.',
  registers: [metrics],
});
export const outboxDead = new Gauge({
  name: 'loop_outbox_dead',
  help: 'Deliveries that were given up and wait for a person.',
  registers: [metrics],
});
export const outboxOldest = new Gauge({
  name: 'loop_outbox_oldest_seconds',
  help: 'Age of the oldest delivery that waits.',
  registers: [metrics],
});
