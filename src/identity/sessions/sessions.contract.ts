import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsOptional, IsString, Length } from 'class-validator';
import { IsKey, PERMISSIONS, ROLES, type Permission } from '../../platform/index.js';
import type { Role } from '../domain/roles.js';

export class SignIn {
  @ApiProperty({ example: 'ada@example.com' })
  @IsEmail({ require_tld: false })
  email: string;

  @ApiProperty({ example: 'correct horse battery' })
  @IsString()
  @Length(1, 200)
  password: string;
}

export class FirstAdmin {
  /** The admin token that the start printed. */
  @ApiProperty({ example: 'loop_4Rk…' })
  @IsString()
  @Length(1, 500)
  token: string;

  /** The person's key; left out, it is made from the e-mail. */
  @ApiProperty({ required: false, example: 'ada' })
  @IsOptional()
  @IsKey()
  person?: string;

  @ApiProperty({ example: 'Ada Lovelace' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiProperty({ example: 'ada@example.com' })
  @IsEmail({ require_tld: false })
  email: string;

  @ApiProperty({ example: 'correct horse battery' })
  @IsString()
  @Length(10, 200)
  password: string;
}

export class CreatedInvitation {
  /** The one-time link, shown only here. Null where an Idempotency-Key repeats the request. */
  @ApiProperty({ example: 'https://loop.example.com/welcome#invitation=Zx9…', nullable: true, type: String })
  url: string | null;
  @ApiProperty({ example: '2026-11-28T08:00:00.000Z' })
  expiresAt: string;
}

export class AcceptInvitation {
  /** What stands behind `#invitation=` in the link. */
  @ApiProperty({ example: 'Zx9…' })
  @IsString()
  @Length(1, 200)
  invitation: string;

  @ApiProperty({ example: 'correct horse battery' })
  @IsString()
  @Length(10, 200)
  password: string;
}

export class OwnPassword {
  /** The new one. */
  @ApiProperty({ example: 'another horse battery' })
  @IsString()
  @Length(10, 200)
  password: string;

  /** The one until now. */
  @ApiProperty({ example: 'correct horse battery' })
  @IsString()
  @Length(1, 200)
  current: string;
}

export class SessionPerson {
  @ApiProperty({ example: 'ada' })
  key: string;
  @ApiProperty({ example: 'Ada Lovelace' })
  name: string;
  @ApiProperty({ example: 'ada@example.com' })
  email: string;
  @ApiProperty({ enum: ROLES, example: 'responder' })
  role: Role;
  @ApiProperty({ example: ['checkout'] })
  teams: string[];
}

export class OidcMethod {
  /** What the button says. */
  @ApiProperty({ example: 'Company account' })
  label: string;
  /** Where the button leads. */
  @ApiProperty({ example: '/api/v1/auth/oidc' })
  url: string;
}

export class SignInMethods {
  password: boolean;
  /** Null: not set up. */
  @ApiProperty({ type: () => OidcMethod, nullable: true })
  oidc: OidcMethod | null;
}

export class SessionView {
  signedIn: boolean;
  /** Null: nobody has signed in. */
  @ApiProperty({ type: () => SessionPerson, nullable: true })
  person: SessionPerson | null;
  @ApiProperty({ enum: PERMISSIONS, isArray: true, example: ['read'] })
  permissions: Permission[];
  /** When it ends unless it is used before. */
  @ApiProperty({ type: String, nullable: true, example: '2026-12-05T08:00:00.000Z' })
  expiresAt: string | null;
  /** Nobody can sign in yet: the first admin is to be created. */
  firstRun: boolean;
  methods: SignInMethods;
}
