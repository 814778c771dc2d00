import { Body, Controller, HttpCode, Post, type OnModuleInit } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../../identity/index.js';
import { DrillRun, ErrorShapes, Ids, type Problem } from '../../platform/index.js';
import { readEvent } from '../domain/events-v2.js';
import { badDelivery } from './alerts.errors.js';
import { Alerts } from './alerts.service.js';
import { EventAccepted, EventBody } from './deliveries.contract.js';

const PATH = '/v2/enqueue';
/** Statuses that senders of events know besides 400. */
const KEPT = new Set([404, 405, 413, 429, 503]);

/** PagerDuty's Events API v2: whoever knows a routing key may send events of its service. */
@ApiTags('oncall')
@Controller()
export class EventsV2Controller implements OnModuleInit {
  constructor(
    private readonly alerts: Alerts,
    private readonly ids: Ids,
    private readonly shapes: ErrorShapes,
  ) {}

  onModuleInit(): void {
    this.shapes.register(PATH, shapeOf);
  }

  @Post(PATH)
  @HttpCode(202)
  @Public()
  @ApiOperation({ summary: 'Take an event in, as the PagerDuty Events API v2 does; authorised by its routing key' })
  @ApiBody({ type: EventBody })
  @ApiResponse({ status: 400, description: '`{status: "invalid event", message, errors}`' })
  async enqueue(@Body() body: unknown, @DrillRun() drillRun: string | null): Promise<EventAccepted> {
    const event = readEvent(body, () => this.ids.next().replaceAll('-', ''));
    if ('errors' in event) throw badDelivery(event.errors);
    const source = await this.alerts.sourceOf(event.routingKey, 'events_v2');
    if (!source) throw badDelivery(["'routing_key' is not the key of an alert source"]);
    await this.alerts.receive(source, [event.signal], drillRun);
    return { status: 'success', message: 'Event processed', dedup_key: event.signal.dedupKey };
  }
}

function shapeOf(problem: Problem): { status: number; body: object } {
  const { status, detail, errors } = problem;
  if (status === 429) return { status, body: { status: 'throttle exceeded', message: detail } };
  if (KEPT.has(status) || status >= 500) return { status, body: { status: 'error', message: detail } };
  const faults = errors?.map((fault) => fault.detail) ?? [detail];
  return { status: 400, body: { status: 'invalid event', message: 'Event object is invalid', errors: faults } };
}
