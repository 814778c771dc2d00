import { Injectable } from '@nestjs/common';
import { Db, DomainError, page, readCursor, type PageQuery } from '../platform/index.js';
import type { IncidentPage, IncidentsQuery, TimelinePage } from './incidents.contract.js';
import { unknownIncident } from './incidents.errors.js';
import type { TimelineRow } from './incidents.repository.js';
import { INCIDENT_COLUMNS, incidentOf, type IncidentRow } from './incidents.rows.js';
import { entryView, viewOf } from './incidents.view.js';

/** Lists for screens. */
@Injectable()
export class IncidentLists {
  constructor(private readonly db: Db) {}

  /** Newest start first. */
  async incidents(query: IncidentsQuery): Promise<IncidentPage> {
    const [at, id] = cursorOf(query);
    const rows = await this.db.query<IncidentRow>(
      `select ${INCIDENT_COLUMNS} from incidents i
       where ($1::text is null or i.service = $1) and ($2::text is null or i.environment = $2)
         and ($3::text is null or i.state = $3)
         and ($4::boolean is null or (i.state not in ('restored', 'resolved')) = $4)
         and ($5::timestamptz is null or (i.started_at, i.id) < ($5, $6::text))
         and ($7::text is null or i.severity = $7) and ($8::timestamptz is null or i.started_at >= $8)
         and ($9::text is null or i.alert = $9)
       order by i.started_at desc, i.id desc limit $10`,
      [
        query.service ?? null,
        query.environment ?? null,
        query.state ?? null,
        query.open ?? null,
        at,
        id,
        query.severity ?? null,
        query.from === undefined ? null : new Date(query.from),
        query.alert ?? null,
        query.limit + 1,
      ],
    );
    const { items, nextCursor } = page(rows.map(incidentOf), query.limit, (i) => [i.startedAt.toISOString(), i.id]);
    return { items: items.map(viewOf), nextCursor };
  }

  /** In the order in which it happened. */
  async timeline(incident: string, query: PageQuery): Promise<TimelinePage> {
    const [known] = await this.db.query(`select id from incidents where id = $1`, [incident]);
    if (!known) throw unknownIncident(incident);
    const [at, id] = cursorOf(query);
    const rows = await this.db.query<TimelineRow>(
      `select id, at, kind, actor, person, note, data from incident_timeline
       where incident = $1 and ($2::timestamptz is null or (at, id) > ($2, $3::uuid))
       order by at, id limit $4`,
      [incident, at, id, query.limit + 1],
    );
    const { items, nextCursor } = page(rows, query.limit, (row) => [row.at.toISOString(), row.id]);
    return { items: items.map(entryView), nextCursor };
  }
}

function cursorOf(query: PageQuery): [at: Date | null, id: string | null] {
  const cursor = readCursor(query.cursor, 2);
  if (!cursor) return [null, null];
  const [text, id] = cursor;
  const at = typeof text === 'string' ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime()) || typeof id !== 'string') {
    throw new DomainError('unreadable', 'bad_cursor', 'The cursor is not one that this list gave.');
  }
  return [at, id];
}
