import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { IsKey } from '../../platform/index.js';
import { ALERT_SEVERITIES, type AlertSeverity } from '../domain/alert.js';
import { SOURCE_KINDS, type SourceKind } from './alert-sources.repository.js';

export class NewAlertSource {
  /** The protocol that the source speaks. */
  @ApiProperty({ enum: SOURCE_KINDS, example: 'alertmanager' })
  @IsIn(SOURCE_KINDS)
  kind: SourceKind;

  /** Whether each alert declares an incident. Default false. */
  @ApiProperty({ required: false, example: true })
  @IsOptional()
  @IsBoolean()
  declare?: boolean;

  /** Severity of alerts that say none. Default `sev2`. */
  @ApiProperty({ required: false, enum: ALERT_SEVERITIES, example: 'sev2' })
  @IsOptional()
  @IsIn(ALERT_SEVERITIES)
  severity?: AlertSeverity;

  /** The environment that the source watches. */
  @ApiProperty({ required: false, nullable: true, type: String, example: 'production' })
  @IsOptional()
  @IsKey()
  environment?: string | null;
}

export class AlertSourceView {
  @ApiProperty({ example: '019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10' })
  id: string;

  @ApiProperty({ example: 'checkout' })
  service: string;

  @ApiProperty({ enum: SOURCE_KINDS, example: 'alertmanager' })
  kind: SourceKind;

  declare: boolean;

  @ApiProperty({ enum: ALERT_SEVERITIES, example: 'sev2' })
  severity: AlertSeverity;

  @ApiProperty({ nullable: true, type: String, example: 'production' })
  environment: string | null;

  createdAt: Date;
  createdBy: string;
}

export class CreatedAlertSource extends AlertSourceView {
  /** 32 hexadecimal characters, shown only here: the `routing_key`, or the last part of the webhook's path. */
  @ApiProperty({ nullable: true, type: String, example: '0f3c9d3a5b7e4c1d8a2b6e9f4d7c0b1a' })
  key: string | null;

  /** Where the source sends to. */
  @ApiProperty({
    nullable: true,
    type: String,
    example: 'https://loop.example.com/webhooks/alertmanager/0f3c9d3a5b7e4c1d8a2b6e9f4d7c0b1a',
  })
  url: string | null;
}

export class AlertSourcePage {
  items: AlertSourceView[];
  nextCursor: string | null;
}
