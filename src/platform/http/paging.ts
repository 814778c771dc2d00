import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { DomainError } from '../errors.js';

/** Query of a list: extend it with the list's filters. */
export class PageQuery {
  /** How many items at most. */
  @ApiPropertyOptional({
    description: 'How many items at most.',
    type: 'integer',
    minimum: 1,
    maximum: 500,
    default: 50,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit: number = 50;

  /** `nextCursor` of the page before. */
  @ApiPropertyOptional({ description: '`nextCursor` of the page before.', type: String })
  @IsOptional()
  @IsString()
  cursor?: string;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

type CursorPart = string | number | null;

/** Cuts `limit + 1` rows to a page; the cursor is what `cursorOf` says of the last one shown. */
export function page<T>(rows: T[], limit: number, cursorOf: (row: T) => CursorPart[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items, nextCursor: null };
  return { items, nextCursor: Buffer.from(JSON.stringify(cursorOf(last))).toString('base64url') };
}

/** A cursor that another list gave, or nobody. */
export const badCursor = (): DomainError =>
  new DomainError('unreadable', 'bad_cursor', 'The cursor is not one that this list gave.');

/** Reads a cursor of `length` parts; null for none. Throws `unreadable` for one that we did not make. */
export function readCursor(cursor: string | undefined, length: number): CursorPart[] | null {
  if (cursor === undefined || cursor === '') return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw badCursor();
  }
  const fits = Array.isArray(parts) && parts.length === length;
  if (!fits || !(parts as unknown[]).every(isCursorPart)) throw badCursor();
  return parts as CursorPart[];
}

function isCursorPart(part: unknown): part is CursorPart {
  return (
    part === null ||
    typeof part === 'number' ||
    (typeof part === 'string' && !part.includes('\u0000') && part.isWellFormed())
  );
}

/** The key after which a list by key goes on. */
export function keyCursor(cursor: string | undefined): string | null {
  const parts = readCursor(cursor, 1);
  if (parts === null) return null;
  if (typeof parts[0] !== 'string') throw badCursor();
  return parts[0];
}
