import { describe, expect, it } from 'vitest';
import { itemsOf, textOf } from './lines';

describe('a list as text', () => {
  it.each([[[]], [['One']], [['One', 'Two']], [['One\ngoes on\n\nafter a gap', 'Two']]])(
    'comes back as it was: %j',
    (items) => {
      expect(itemsOf(textOf(items))).toEqual(items);
    },
  );

  it('takes empty lines and stray blanks for nothing', () => {
    expect(itemsOf('One  \n\n\nTwo\r\n')).toEqual(['One', 'Two']);
    expect(itemsOf('   \n')).toEqual([]);
  });
});
