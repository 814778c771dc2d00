import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  IsUrl,
  MaxLength,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { IsFlagKey, IsInstant, IsOpaqueId } from '../../platform/index.js';

const MOST_REFERENCES = 200_000;
const MOST_HUNK_LINES = 7;
const LONGEST_HUNK_LINE = 300;
const FLAG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** The lines around a reference. */
export class CodeHunk {
  /** Number of the first of them. */
  @ApiProperty({ example: 11 })
  line: number;

  @ApiProperty({ type: [String], maxItems: MOST_HUNK_LINES, example: ["  if (await isOn('checkout-new')) {"] })
  lines: string[];
}

/** Where code refers to a flag. */
export class CodeReference {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ example: 'src/checkout/page.ts' })
  path: string;

  @ApiProperty({ example: 12 })
  line: number;

  /** At most 7 lines of 300 characters. */
  @ApiProperty({ type: CodeHunk, required: false })
  hunk?: CodeHunk;
}

/** What is wrong with a list of references, the first fault; null: nothing. */
export function faultOfReferences(value: unknown): string | null {
  if (!Array.isArray(value)) return 'must be a list';
  if (value.length > MOST_REFERENCES) return `must hold at most ${MOST_REFERENCES} references`;
  const wrong = value.findIndex((item) => !isReference(item));
  return wrong === -1
    ? null
    : `[${wrong}] must be {flag, path, line, hunk?}: a flag's key, a path of at most 4096 characters, a line from 1, and as hunk at most ${MOST_HUNK_LINES} lines of ${LONGEST_HUNK_LINE} characters`;
}

function isReference(item: unknown): item is CodeReference {
  if (typeof item !== 'object' || item === null) return false;
  if (!('flag' in item) || !('path' in item) || !('line' in item)) return false;
  const { flag, path, line } = item;
  if (typeof flag !== 'string' || !FLAG.test(flag)) return false;
  if (typeof path !== 'string' || path.length === 0 || path.length > 4_096) return false;
  return isLine(line) && (!('hunk' in item) || isHunk(item.hunk));
}

function isLine(line: unknown): boolean {
  return typeof line === 'number' && Number.isInteger(line) && line >= 1 && line <= 2_147_483_647;
}

function isHunk(hunk: unknown): boolean {
  if (hunk === null || hunk === undefined) return true;
  if (typeof hunk !== 'object' || !('line' in hunk) || !('lines' in hunk)) return false;
  const { line, lines } = hunk;
  if (!isLine(line) || !Array.isArray(lines) || lines.length === 0 || lines.length > MOST_HUNK_LINES) return false;
  return lines.every((text: unknown) => typeof text === 'string' && text.length <= LONGEST_HUNK_LINE);
}

// One pass instead of a validated class per item: a large tree has a hundred thousand references.
const AreReferences = (): PropertyDecorator =>
  ValidateBy({
    name: 'areReferences',
    validator: {
      validate: (value: unknown) => faultOfReferences(value) === null,
      defaultMessage: (args) => faultOfReferences(args?.value) ?? '',
    },
  });

/** The commit that took the last reference to a flag out of the code. */
export class CodeRemoval {
  @IsFlagKey()
  @ApiProperty({ example: 'checkout-old' })
  flag: string;

  @IsOpaqueId()
  @ApiProperty({ example: '9fceb02d0ae598e95dc970b74767f19372d61af8' })
  commit: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  @ApiProperty({ example: 'Ana', required: false })
  author?: string;

  /** First line of its message. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  @ApiProperty({ example: 'Remove the old checkout', required: false })
  subject?: string;

  @IsOptional()
  @IsInstant()
  @ApiProperty({ example: '2026-11-20T16:00:00Z', required: false })
  committedAt?: string;
}

/** The references that a scan of one commit found; on trunk they replace those of the scan before. */
export class CodeReferencesBody {
  @IsOpaqueId()
  @ApiProperty({ example: '4bf92f3577b34da6a3ce929d0e0e4736b3c2d1e0' })
  commit: string;

  @IsString()
  @MinLength(1)
  @MaxLength(500)
  @ApiProperty({ example: 'main' })
  branch: string;

  @IsArray()
  @AreReferences()
  @ApiProperty({ type: [CodeReference] })
  references: CodeReference[];

  /** Whether the branch is trunk. Left out: it is where it was before, where it is called main, master or trunk, or at the first scan. */
  @IsOptional()
  @IsBoolean()
  @ApiProperty({ example: true, required: false })
  trunk?: boolean;

  /** When the commit was made: the scan of an older commit never replaces that of a newer one. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ example: '2026-11-21T07:58:00Z', required: false })
  committedAt?: string;

  /** Where the repository can be looked at. */
  @IsOptional()
  @IsUrl({ protocols: ['https', 'http'], require_protocol: true, require_tld: false, disallow_auth: true })
  @MaxLength(500)
  @ApiProperty({ example: 'https://github.com/acme/shop', required: false })
  webUrl?: string;

  /** The commits that took out flags which the scan before found and this one did not; without, the scanned commit is taken. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10_000)
  @ValidateNested({ each: true })
  @Type(() => CodeRemoval)
  @ApiProperty({ type: [CodeRemoval], required: false })
  removals?: CodeRemoval[];
}

export class CodeReferencesView {
  @ApiProperty({ example: 'acme/shop' })
  repository: string;

  @ApiProperty({ example: '4bf92f3577b34da6a3ce929d0e0e4736b3c2d1e0' })
  commit: string;

  @ApiProperty({ example: 'main' })
  branch: string;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  scannedAt: string;

  @ApiProperty({ example: '2026-11-21T07:58:00.000Z', nullable: true, type: String })
  committedAt: string | null;

  @ApiProperty({ example: 'https://github.com/acme/shop', nullable: true, type: String })
  webUrl: string | null;

  @ApiProperty({ type: [CodeReference] })
  references: CodeReference[];
}

/** What a scan was answered: what is known of trunk now. */
export class CodeScanView extends CodeReferencesView {
  /** `not_trunk`: its branch is not trunk, so nothing was kept of it; `outdated`: nor of a commit older than that of the scan before. */
  @ApiProperty({ enum: ['kept', 'not_trunk', 'outdated'], example: 'kept' })
  scan: 'kept' | 'not_trunk' | 'outdated';

  /** Flags that trunk referred to before this scan and does no more. */
  @ApiProperty({ type: [String], example: ['checkout-old'] })
  gone: string[];
}

export class CodePlaceView {
  @ApiProperty({ example: 'src/checkout/page.ts' })
  path: string;

  @ApiProperty({ example: 12 })
  line: number;

  @ApiProperty({ type: CodeHunk, nullable: true })
  hunk: CodeHunk | null;

  @ApiProperty({
    example: 'https://github.com/acme/shop/blob/4bf92f3/src/checkout/page.ts#L12',
    nullable: true,
    type: String,
  })
  url: string | null;
}

/** When and by what a flag went out of a repository's trunk. */
export class CodeRemovalView {
  @ApiProperty({ example: '9fceb02d0ae598e95dc970b74767f19372d61af8' })
  commit: string;

  /** false: it went with this commit or one before it, after `lastSeenCommit`. */
  @ApiProperty({ example: true })
  exact: boolean;

  @ApiProperty({ example: 'Ana', nullable: true, type: String })
  author: string | null;

  @ApiProperty({ example: 'Remove the old checkout', nullable: true, type: String })
  subject: string | null;

  @ApiProperty({ example: '2026-11-20T16:00:00.000Z', nullable: true, type: String })
  committedAt: string | null;

  @ApiProperty({ example: '4bf92f3577b34da6a3ce929d0e0e4736b3c2d1e0' })
  lastSeenCommit: string;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  noticedAt: string;

  @ApiProperty({ example: 'https://github.com/acme/shop/commit/9fceb02', nullable: true, type: String })
  url: string | null;
}

/** One repository's references to a flag, as of the last scan of its trunk. */
export class RepositoryReferencesView {
  @ApiProperty({ example: 'acme/shop' })
  repository: string;

  @ApiProperty({ example: 'main' })
  branch: string;

  @ApiProperty({ example: '4bf92f3577b34da6a3ce929d0e0e4736b3c2d1e0' })
  commit: string;

  @ApiProperty({ example: '2026-11-21T08:00:00.000Z' })
  scannedAt: string;

  /** How many there are; `places` holds the first 200. */
  @ApiProperty({ example: 3 })
  count: number;

  @ApiProperty({ type: [CodePlaceView] })
  places: CodePlaceView[];

  @ApiProperty({ type: CodeRemovalView, nullable: true })
  removal: CodeRemovalView | null;
}

export class FlagReferencesView {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  /** `owner/name` of the flag's service; null: it names none. */
  @ApiProperty({ example: 'acme/shop', nullable: true, type: String })
  repository: string | null;

  /** Whether it was ever scanned. */
  @ApiProperty({ example: true })
  scanned: boolean;

  /** Repositories that refer to the flag, or did, and that of its service. */
  @ApiProperty({ type: [RepositoryReferencesView] })
  repositories: RepositoryReferencesView[];
}
