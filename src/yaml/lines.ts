import { EVENT_ID, getScalarValue, parseEvents, type Event } from 'js-yaml';

/** Where values of a YAML text stand, by JSON pointer. */
export interface Lines {
  /** Line from 1 of the value, else of the nearest one around it. */
  of(pointer: string): number;
}

export function linesOf(text: string): Lines {
  const known = new Map<string, number>();
  const reader = { events: parseEvents(text, {}), at: 0 };
  while (reader.at < reader.events.length) {
    const event = reader.events[reader.at];
    reader.at += 1;
    if (event?.type === EVENT_ID.DOCUMENT) read(text, reader, '', known);
  }
  return {
    of: (pointer) => {
      for (let path = pointer; ; path = path.slice(0, path.lastIndexOf('/'))) {
        const offset = known.get(path);
        if (offset !== undefined) return text.slice(0, offset).split('\n').length;
        if (path === '') return 1;
      }
    },
  };
}

/** Reads one node, and returns its text where it is a scalar. */
function read(text: string, reader: { events: Event[]; at: number }, path: string, known: Map<string, number>): string {
  const event = reader.events[reader.at];
  reader.at += 1;
  if (event === undefined || event.type === EVENT_ID.POP) return '';
  if (event.type === EVENT_ID.SCALAR) {
    if (!known.has(path)) known.set(path, event.valueStart);
    return getScalarValue(text, event);
  }
  const inside = (): boolean =>
    reader.events[reader.at] !== undefined && reader.events[reader.at]?.type !== EVENT_ID.POP;
  if ('start' in event && !known.has(path)) known.set(path, event.start);
  if (event.type === EVENT_ID.SEQUENCE) {
    for (let index = 0; inside(); index += 1) read(text, reader, `${path}/${index}`, known);
    reader.at += 1;
  } else if (event.type === EVENT_ID.MAPPING) {
    while (inside()) {
      const key = reader.events[reader.at];
      const name = read(text, reader, `${path}\0`, new Map());
      if (key?.type === EVENT_ID.SCALAR) known.set(`${path}/${name}`, key.valueStart);
      read(text, reader, `${path}/${name}`, known);
    }
    reader.at += 1;
  }
  return '';
}
