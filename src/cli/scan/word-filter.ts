const BITS = 16;
const MASK = (1 << BITS) - 1;
const FIRST = 1;
const FURTHER = 2;
/** Of each character, whether an identifier may begin with it, or go on with it. */
const KINDS = new Uint8Array(1 << 16);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$') KINDS[letter.charCodeAt(0)] = FIRST;
for (const digit of '0123456789') KINDS[digit.charCodeAt(0)] = FURTHER;

/** Rules out, in one pass and however many there are, that any of some identifiers stands in a text. */
export class WordFilter {
  private readonly marks = new Uint8Array(MASK + 1);

  constructor(words: Iterable<string>) {
    for (const word of words) {
      let hash = 0;
      for (let at = 0; at < word.length; at += 1) hash = (Math.imul(hash, 31) + word.charCodeAt(at)) | 0;
      this.marks[hash & MASK] = 1;
    }
  }

  /** False: none does. True: one may. */
  mayHold(text: string): boolean {
    const { marks } = this;
    let [hash, inside] = [0, false];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const kind = KINDS[code];
      if (kind === FIRST || (inside && kind === FURTHER)) {
        hash = (Math.imul(hash, 31) + code) | 0;
        inside = true;
      } else if (inside) {
        if (marks[hash & MASK] === 1) return true;
        [hash, inside] = [0, false];
      }
    }
    return inside && marks[hash & MASK] === 1;
  }
}
