import { ApiProperty } from '@nestjs/swagger';

/** Every integration there is, in the order of the list. */
export const INTEGRATIONS = ['github', 'email', 'oidc'] as const;
export type IntegrationKey = (typeof INTEGRATIONS)[number];
export const SOURCES = ['environment', 'stored'] as const;

/** A system outside that this installation works with; never its secret. */
export class IntegrationView {
  @ApiProperty({ enum: INTEGRATIONS, example: 'github' })
  key: IntegrationKey;

  @ApiProperty({ example: true })
  configured: boolean;

  /** Where it was set: in the environment of the processes, or here. Null: nowhere. */
  @ApiProperty({ enum: SOURCES, nullable: true, type: String, example: 'stored' })
  source: (typeof SOURCES)[number] | null;

  /** How it stands, and what to do where it is not set. */
  @ApiProperty({ example: 'The secret was set here.' })
  detail: string;

  /** When GitHub last sent a webhook, a page last left by e-mail, somebody last signed in with the provider. */
  @ApiProperty({ type: String, nullable: true, example: '2026-11-21T08:00:00.000Z' })
  lastSeenAt: string | null;
}

export class IntegrationPage {
  items: IntegrationView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor: string | null;
}

/** What came of trying an integration. */
export class IntegrationTest {
  @ApiProperty({ example: true })
  ok: boolean;

  @ApiProperty({ example: 'A signed ping was taken in like a webhook of GitHub.' })
  detail: string;

  /** What the ping of `github` came to: see /receipts. */
  @ApiProperty({ type: String, nullable: true, example: '019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10' })
  receipt: string | null;
}
