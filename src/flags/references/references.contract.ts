import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsString, MaxLength, MinLength, ValidateBy } from 'class-validator';
import { IsOpaqueId } from '../../platform/index.js';

const MOST_REFERENCES = 200_000;
const FLAG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Where code refers to a flag. */
export class CodeReference {
  @ApiProperty({ example: 'checkout-new' })
  flag: string;

  @ApiProperty({ example: 'src/checkout/page.ts' })
  path: string;

  @ApiProperty({ example: 12 })
  line: number;
}

/** What is wrong with a list of references, the first fault; null: nothing. */
export function faultOfReferences(value: unknown): string | null {
  if (!Array.isArray(value)) return 'must be a list';
  if (value.length > MOST_REFERENCES) return `must hold at most ${MOST_REFERENCES} references`;
  const wrong = value.findIndex((item) => !isReference(item));
  return wrong === -1
    ? null
    : `[${wrong}] must be {flag, path, line}: a flag's key, a path of at most 4096 characters and a line from 1`;
}

function isReference(item: unknown): item is CodeReference {
  if (typeof item !== 'object' || item === null) return false;
  if (!('flag' in item) || !('path' in item) || !('line' in item)) return false;
  const { flag, path, line } = item;
  if (typeof flag !== 'string' || !FLAG.test(flag)) return false;
  if (typeof path !== 'string' || path.length === 0 || path.length > 4_096) return false;
  return typeof line === 'number' && Number.isInteger(line) && line >= 1 && line <= 2_147_483_647;
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

/** The references that a scan of one commit found; they replace those of the scan before. */
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

  @ApiProperty({ type: [CodeReference] })
  references: CodeReference[];
}
