import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.js';

describe('a line of CSV', () => {
  it.each([
    [['a', 1, true, null], 'a,1,true,\r\n'],
    [['a,b', 'say "no"', 'two\nlines'], '"a,b","say ""no""","two\nlines"\r\n'],
    [['=1+1', '@cmd', '-2'], "'=1+1,'@cmd,'-2\r\n"],
  ])('of %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });
});
