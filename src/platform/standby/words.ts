import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';

/** How many entries of a list are put into words at a stretch: about a millisecond's work. */
const AT_A_STRETCH = 250;

export interface Worded {
  /** JSON, in pieces. */
  body: string[];
  /** Of the whole. */
  sha256: string;
}

/**
 * A value as JSON. Long lists, by themselves or right in an object, are put into words a stretch at a time, and others have their
 * turn between two. What stands in them must not change meanwhile.
 */
export async function inWords(value: unknown): Promise<Worded> {
  const body: string[] = [];
  const hash = createHash('sha256');
  const say = (piece: string): void => {
    body.push(piece);
    hash.update(piece);
  };
  if (Array.isArray(value)) await sayList(value, say);
  else if (isPlain(value)) await sayObject(value, say);
  else say(JSON.stringify(value));
  return { body, sha256: hash.digest('hex') };
}

async function sayObject(value: Record<string, unknown>, say: (piece: string) => void): Promise<void> {
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  for (const [at, [name, part]] of parts.entries()) {
    say(`${at === 0 ? '{' : ','}${JSON.stringify(name)}:`);
    if (Array.isArray(part)) await sayList(part, say);
    else say(JSON.stringify(part));
  }
  say(parts.length === 0 ? '{}' : '}');
}

async function sayList(list: readonly unknown[], say: (piece: string) => void): Promise<void> {
  say('[');
  for (let from = 0; from < list.length; from += AT_A_STRETCH) {
    if (from > 0) await turn();
    const words = JSON.stringify(list.slice(from, from + AT_A_STRETCH)).slice(1, -1);
    say(from > 0 ? `,${words}` : words);
  }
  say(']');
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
