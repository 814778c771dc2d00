import { badCursor, readCursor } from '../../platform/index.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text can be an id of ours; the database takes nothing else for a uuid. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}

/** The id after which a list by id goes on. */
export function idCursor(cursor: string | undefined): string | null {
  const parts = readCursor(cursor, 1);
  if (parts === null) return null;
  const [id] = parts;
  if (!isId(id)) throw badCursor();
  return id;
}

/** The time and id after which a list by time goes on. */
export function timeCursor(cursor: string | undefined): { at: Date; id: string } | null {
  const parts = readCursor(cursor, 2);
  if (parts === null) return null;
  const [at, id] = parts;
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || !isId(id)) throw badCursor();
  return { at: new Date(at), id };
}
