import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { badCursor, Db, Ids, page, readCursor, type PageQuery } from '../../platform/index.js';
import { unknownDrill } from '../drills.errors.js';
import type { DrillNotePage, DrillNoteView } from './runs.contract.js';
import { isId, RunsRepository } from './runs.repository.js';

interface Note {
  id: string;
  at: Date;
  author: string;
  text: string;
}

/** What people noticed in a run; also after its end. */
@Injectable()
export class Notes {
  constructor(
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly runs: RunsRepository,
  ) {}

  async add(drill: string, text: string, actor: Actor): Promise<DrillNoteView> {
    return this.db.transaction(async (tx) => {
      if (!(await this.runs.find(drill, tx))) throw unknownDrill(drill);
      const note: Note = { id: this.ids.next(), at: tx.now, author: actor.person ?? actor.name, text };
      await tx.execute(`insert into drill_notes (id, drill, at, author, text) values ($1, $2, $3, $4, $5)`, [
        note.id,
        drill,
        note.at,
        note.author,
        note.text,
      ]);
      tx.announce('drills', drill);
      return viewOf(note);
    });
  }

  /** In the order in which they were written. */
  async list(drill: string, { limit, cursor }: PageQuery): Promise<DrillNotePage> {
    if (!(await this.runs.find(drill))) throw unknownDrill(drill);
    const after = readCursor(cursor, 1)?.[0] ?? null;
    if (after !== null && (typeof after !== 'string' || !isId(after))) throw badCursor();
    const rows = await this.of(drill, limit + 1, after);
    const { items, nextCursor } = page(rows, limit, ({ id }) => [id]);
    return { items: items.map(viewOf), nextCursor };
  }

  async all(drill: string): Promise<DrillNoteView[]> {
    return (await this.of(drill, null, null)).map(viewOf);
  }

  private of(drill: string, limit: number | null, after: string | null): Promise<Note[]> {
    return this.db.query<Note>(
      `select id, at, author, text from drill_notes where drill = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
      [drill, after, limit],
    );
  }
}

function viewOf({ id, at, author, text }: Note): DrillNoteView {
  return { id, at: at.toISOString(), author, text };
}
