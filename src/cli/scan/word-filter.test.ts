import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WordFilter } from './word-filter.js';

const WORD = /[A-Za-z_$][\w$]*/g;
const word = fc.stringMatching(/^[A-Za-z_$][\w$]{0,12}$/);
const between = fc.constantFrom(' ', '.', '::', '\n', '"', 'é', '9', '');
const held = fc.array(word, { minLength: 1, maxLength: 5 }).chain((words) =>
  fc
    .array(fc.oneof(fc.constantFrom(...words), word, between), { maxLength: 40 })
    .map((pieces) => ({ words, text: pieces.join('') }))
    .filter(({ text }) => [...text.matchAll(WORD)].some(([one]) => words.includes(one))),
);

it('never rules out a word that stands in a text', () => {
  fc.assert(fc.property(held, ({ words, text }) => new WordFilter(words).mayHold(text)));
  expect(new WordFilter(['CHECKOUT']).mayHold('9CHECKOUT')).toBe(true);
});

it('rules out a text without them', () => {
  const filter = new WordFilter(['CHECKOUT', 'FLAGS']);
  expect(filter.mayHold("import { checkout } from './flags'; if (CHECKOUT_NEW) go(MY_FLAGS);")).toBe(false);
  expect(filter.mayHold('')).toBe(false);
  expect(filter.mayHold('go(FLAGS.checkout)')).toBe(true);
  expect(filter.mayHold('isOn(CHECKOUT')).toBe(true);
});
