import { Body, Controller, HttpCode, Param, Post, type OnModuleInit } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../../identity/index.js';
import { DrillRun, ErrorShapes, type Problem } from '../../platform/index.js';
import { readDelivery } from '../domain/alertmanager.js';
import { badDelivery, unknownKey } from './alerts.errors.js';
import { Alerts } from './alerts.service.js';
import { DeliveryAccepted, DeliveryBody } from './deliveries.contract.js';

/** Alertmanager's webhook, version 4. It repeats after 5xx alone, so overload is 503 and a broken body 400. */
@ApiTags('oncall')
@Controller('webhooks/alertmanager')
export class AlertmanagerController implements OnModuleInit {
  constructor(
    private readonly alerts: Alerts,
    private readonly shapes: ErrorShapes,
  ) {}

  onModuleInit(): void {
    this.shapes.register('/webhooks/alertmanager', shapeOf);
  }

  @Post(':key')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Take a delivery of Alertmanager or Grafana in; authorised by the key in its path' })
  @ApiBody({ type: DeliveryBody })
  @ApiResponse({ status: 400, description: 'Not version 4, or not its shape' })
  @ApiResponse({ status: 404, description: 'No source has this key' })
  async receive(
    @Param('key') key: string,
    @Body() body: unknown,
    @DrillRun() drillRun: string | null,
  ): Promise<DeliveryAccepted> {
    const source = await this.alerts.sourceOf(key, 'alertmanager');
    if (!source) throw unknownKey();
    const delivery = readDelivery(body);
    if ('errors' in delivery) throw badDelivery(delivery.errors);
    await this.alerts.receive(source, delivery.signals, drillRun);
    return { status: 'success' };
  }
}

/** The shape in which Alertmanager's own API tells errors. */
function shapeOf({ status, code, detail }: Problem): { status: number; body: object } {
  const told = status === 429 ? 503 : status === 415 || status === 422 ? 400 : status;
  return { status: told, body: { status: 'error', errorType: code, error: detail } };
}
