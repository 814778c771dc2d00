import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { IsKey, PageQuery } from '../platform/index.js';
import { isTimeZone } from '../time/index.js';

export class TeamBody {
  @ApiProperty({ example: 'Checkout' })
  @IsString()
  @Length(1, 200)
  name: string;

  /** IANA time zone; default UTC. */
  @ApiProperty({ required: false, example: 'Europe/Berlin' })
  @IsOptional()
  @ValidateBy({
    name: 'unknownTimezone',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isTimeZone(value),
      defaultMessage: () => 'must be an IANA time zone such as Europe/Berlin',
    },
  })
  timezone?: string;
}

export class Team {
  @ApiProperty({ example: 'checkout' })
  key: string;
  @ApiProperty({ example: 'Checkout' })
  name: string;
  @ApiProperty({ example: 'Europe/Berlin' })
  timezone: string;
}

export class TeamPage {
  items: Team[];
  nextCursor: string | null;
}

export class Environment {
  @ApiProperty({ example: 'production' })
  @IsKey()
  key: string;

  /** Deployments to it count. */
  @ApiProperty({ example: true })
  @IsBoolean()
  production: boolean;
}

export class ServiceBody {
  @ApiProperty({ example: 'Checkout API' })
  @IsString()
  @Length(1, 200)
  name: string;

  /** Key of the team that owns it. */
  @ApiProperty({ example: 'checkout' })
  @IsKey()
  team: string;

  /** Where its code lives. */
  @ApiProperty({ required: false, nullable: true, type: String, example: 'acme/shop' })
  @IsOptional()
  @IsString()
  @Length(3, 200)
  @Matches(/^[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/, { message: 'must be owner/name' })
  repository?: string | null;

  /** The part of the repository that is this service's, such as `services/checkout/`. */
  @ApiProperty({ required: false, nullable: true, type: String, example: 'services/checkout/' })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  pathPrefix?: string | null;

  /** Default: `production` (production) and `staging`. */
  @ApiProperty({ type: () => [Environment], required: false })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique((environment: Environment) => environment?.key)
  @ValidateNested({ each: true })
  @Type(() => Environment)
  environments?: Environment[];
}

export class Service {
  @ApiProperty({ example: 'checkout-api' })
  key: string;
  @ApiProperty({ example: 'Checkout API' })
  name: string;
  @ApiProperty({ example: 'checkout' })
  team: string;
  @ApiProperty({ example: 'acme/shop', nullable: true, type: String })
  repository: string | null;
  @ApiProperty({ example: null, nullable: true, type: String })
  pathPrefix: string | null;
  @ApiProperty({ type: () => [Environment] })
  environments: Environment[];
}

export class ServicePage {
  items: Service[];
  nextCursor: string | null;
}

export class ServicesQuery extends PageQuery {
  @IsOptional()
  @IsKey()
  team?: string;

  @IsOptional()
  @IsString()
  @Length(3, 200)
  repository?: string;
}
