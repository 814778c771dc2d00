import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';
import { IsKey, PageQuery } from '../../platform/index.js';
import { SCENARIO_SCHEMA } from '../domain/scenario-schema.js';
import type { Scenario } from '../domain/scenario.js';

const YAML = `scenario: checkout-pricing
title: Prices are wrong behind a flag
service: shop
environment: production
…`;

export class ScenarioBody {
  /** YAML of the published schema, 256 KiB at most. */
  @IsString()
  @Length(1, 262_144)
  @ApiProperty({ example: YAML })
  yaml: string;
}

export class ScenariosQuery extends PageQuery {
  @IsOptional()
  @IsKey()
  service?: string;
}

export class ScenarioView {
  @ApiProperty({ example: 'checkout-pricing' })
  key: string;
  @ApiProperty({ example: 'Prices are wrong behind a flag' })
  title: string;
  @ApiProperty({ example: 'shop' })
  service: string;
  /** As read, with everything that was left out; see `GET /api/v1/drill-scenarios/schema`. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: { scenario: 'checkout-pricing' } })
  scenario: Scenario;
  @ApiProperty({ example: YAML })
  yaml: string;
  @ApiProperty({ example: 'ada' })
  updatedBy: string;
  @ApiProperty({ example: '2026-11-21T10:00:00.000Z' })
  updatedAt: string;
}

export class ScenarioRow extends OmitType(ScenarioView, ['yaml']) {}

export class ScenarioPage {
  @ApiProperty({ type: () => [ScenarioRow] })
  items: ScenarioRow[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;
}

/** How the schema's own endpoint is described: any JSON Schema. */
export const SCHEMA_ANSWER = {
  description: 'A JSON Schema (draft 2020-12).',
  schema: { type: 'object', additionalProperties: true, example: { $schema: SCENARIO_SCHEMA.$schema } },
};
