import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { Role } from './domain/roles.js';
import { IsInstant, IsKey, PageQuery, PERMISSIONS, ROLES, type Permission } from '../platform/index.js';

export class NewToken {
  /** What the token is for. */
  @ApiProperty({ example: 'checkout CI' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiProperty({ enum: PERMISSIONS, isArray: true, example: ['facts:write', 'gates:evaluate'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(PERMISSIONS, { each: true })
  permissions: Permission[];

  /** Makes the bearer this person: on call, author, reviewer. */
  @ApiProperty({ required: false, nullable: true, type: String, example: 'ada' })
  @IsOptional()
  @IsKey()
  person?: string | null;

  /** The environment that `flags:evaluate` answers for; needed with it. */
  @ApiProperty({ required: false, nullable: true, type: String, example: 'production' })
  @ValidateIf((token: NewToken) => (token.environment ?? null) !== null || evaluates(token.permissions))
  @IsKey()
  environment?: string | null;

  @ApiProperty({ required: false, nullable: true, type: String, example: '2027-01-01T00:00:00Z' })
  @IsOptional()
  @IsInstant()
  expiresAt?: string | null;
}

function evaluates(permissions: unknown): boolean {
  return Array.isArray(permissions) && permissions.includes('flags:evaluate');
}

export class CreatedToken {
  id: string;
  /** The secret, shown only here. Null where an Idempotency-Key repeats the request. */
  @ApiProperty({ example: 'loop_4Rk…', nullable: true, type: String })
  token: string | null;
}

export class TokenView {
  id: string;
  name: string;
  @ApiProperty({ enum: PERMISSIONS, isArray: true })
  permissions: Permission[];
  person: string | null;
  environment: string | null;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
  createdAt: string;
  createdBy: string;
}

export class TokenPage {
  items: TokenView[];
  nextCursor: string | null;
}

export const CONTACT_KINDS = ['webhook', 'email', 'slack'] as const;

/** Where a person is paged: a webhook (`url`, optional `secret` that signs), an e-mail (`address`) or Slack (`url`). */
export class Contact {
  @ApiProperty({ enum: CONTACT_KINDS, example: 'webhook' })
  @IsIn(CONTACT_KINDS)
  kind: (typeof CONTACT_KINDS)[number];

  @ApiProperty({ required: false, example: 'https://pager.example.com/ada' })
  @ValidateIf((contact: Contact) => contact.kind !== 'email' || contact.url !== undefined)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @Length(1, 2000)
  url?: string;

  @ApiProperty({ required: false, example: 'a-long-shared-secret' })
  @IsOptional()
  @IsString()
  @Length(8, 500)
  secret?: string;

  @ApiProperty({ required: false, example: 'ada@example.com' })
  @ValidateIf((contact: Contact) => contact.kind === 'email' || contact.address !== undefined)
  @IsEmail({ require_tld: false })
  address?: string;
}

export class PersonBody {
  @ApiProperty({ example: 'Ada Lovelace' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiProperty({ example: 'ada@example.com' })
  @IsEmail({ require_tld: false })
  email: string;

  /** Keys of the teams the person belongs to. */
  @ApiProperty({ example: ['checkout'] })
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(100)
  @IsKey({ each: true })
  teams: string[];

  /** An inactive person owns nothing and is paged by nobody. Default true. */
  @IsOptional()
  @IsBoolean()
  active?: boolean;

  /** What the person may do once signed in; null: nothing. Left out, it stays. Only an admin may set or change it. */
  @ApiProperty({ enum: ROLES, required: false, nullable: true, example: 'responder' })
  @IsOptional()
  @IsIn(ROLES)
  role?: Role | null;

  @ApiProperty({ type: () => [Contact], required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => Contact)
  contacts?: Contact[];
}

export class PersonView {
  key: string;
  name: string;
  email: string;
  teams: string[];
  active: boolean;
  @ApiProperty({ enum: ROLES, nullable: true, example: 'responder' })
  role: Role | null;
  /** Whether the person can sign in with a password; shown to admins. */
  hasPassword?: boolean;
  /** Secrets are never shown. */
  contacts: Contact[];
}

export class PersonPage {
  items: PersonView[];
  nextCursor: string | null;
}

export class AuditQuery extends PageQuery {
  /** Such as `flag:checkout-new`, or `flag:*` for all that begin so. */
  @IsOptional()
  @IsString()
  @Length(1, 400)
  subject?: string;

  /** Such as `flag.kill`, or `flag.*` for all that begin so. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  action?: string;
}

export class AuditView {
  id: string;
  at: string;
  actor: { kind: string; id: string; name: string; person: string | null };
  action: string;
  subject: string;
  detail: Record<string, unknown>;
  correlationId: string;
}

export class AuditPage {
  items: AuditView[];
  nextCursor: string | null;
}
