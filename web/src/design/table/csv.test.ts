import { describe, expect, it } from 'vitest';
import { csvOf } from './csv';

describe('CSV', () => {
  it('quotes what would break a row', () => {
    expect(csvOf(['a', 'b'], [['x,y', 'say "hi"\nthere']])).toBe('a,b\r\n"x,y","say ""hi""\nthere"\r\n');
  });

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['@cmd', "'@cmd"],
    ['-3.5', '-3.5'],
    ['-1+cmd', "'-1+cmd"],
  ])('lets no spreadsheet run %s', (value, written) => {
    expect(csvOf(['a'], [[value]])).toBe(`a\r\n${written}\r\n`);
  });
});
