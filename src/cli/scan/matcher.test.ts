import { describe, expect, it } from 'vitest';
import { parseConfig } from './config.js';
import { rulesOf } from './languages.js';
import { find, findImported, type Hit } from './matcher.js';

const KEYS = new Set(['cart-new', 'checkout-step-1', 'checkout-step-2', 'search.v2']);
const at = (text: string, hits: Hit[]): string[] =>
  hits.map(({ flag, offset }) => `${text.slice(0, offset).split('\n').length} ${flag}`).toSorted();
const rules = (config = 'version: 1', path = 'a.ts') => rulesOf(parseConfig(config), KEYS)(path);
const found = (text: string, config?: string, path?: string): string[] =>
  at(text, find(text, rules(config, path)).hits);

describe('what refers to a flag', () => {
  it.each<[string, string, string[]]>([
    [
      'a literal in any quotes',
      `a('cart-new'); b("cart-new")\nc(\`search.v2\`)`,
      ['1 cart-new', '1 cart-new', '2 search.v2'],
    ],
    ['not a word in a comment', '// cart-new is new', []],
    ['not a part of a literal', `a('cart-new-er')`, []],
    ['not mixed quotes', `a('cart-new")`, []],
    ['a template that may become keys', 'on(`checkout-step-${n}`)', ['1 checkout-step-1', '1 checkout-step-2']],
    [
      'a template of Python and of Ruby',
      `f"checkout-step-{n}"\n"checkout-#{x}-2"`,
      ['1 checkout-step-1', '1 checkout-step-2', '2 checkout-step-2'],
    ],
    ['not a template that may become anything', 'on(`${a}-${b}`); on(`ca${x}`)', []],
    [
      'a constant, and its uses',
      `const CART = 'cart-new';\nisOn(CART);\nisOn(CARTS);\nx.CART;`,
      ['1 cart-new', '2 cart-new'],
    ],
    ['a typed constant', `export const cart: string = "cart-new";\n\nreturn on(cart)`, ['1 cart-new', '3 cart-new']],
    ['a constant of Python', `CART = 'cart-new'\n\nif on(CART): pass`, ['1 cart-new', '3 cart-new']],
    ['a constant of Go', `const cartFlag = "cart-new"\nOn(ctx, cartFlag)`, ['1 cart-new', '2 cart-new']],
    ['a constant of Java', `public static final String CART = "cart-new";\non(CART)`, ['1 cart-new', '2 cart-new']],
    [
      'a member of an object',
      `const FLAGS = {\n  cart: 'cart-new',\n};\non(FLAGS.cart); on(FLAGS.carts)`,
      ['2 cart-new', '4 cart-new'],
    ],
    ['a member of an enum', `enum Flag {\n  Cart = 'cart-new',\n}\non(Flag.Cart)`, ['2 cart-new', '4 cart-new']],
    ['an OpenFeature call with a key that is no flag', `client.getBooleanValue('ghost', false)`, ['1 ghost']],
    ['an OpenFeature call over lines', `client.getBooleanValue(\n  'ghost',\n  false)`, ['2 ghost']],
    ['not another call', `client.get('ghost')`, []],
  ])('%s', (_, text, hits) => {
    expect(found(text)).toEqual(hits);
  });

  it('are calls of own wrappers, with the key at its place', () => {
    const config = 'version: 1\nwrappers: [isOn, { name: flags.variant, argument: 1 }]';
    const text = `isOn('ghost')\nflags.variant(user, 'spirit')\nflags.variant('nothing', x)\nthisOn('no')`;
    expect(found(text, config)).toEqual(['1 ghost', '2 spirit']);
  });

  it('are patterns of a language, in its files alone', () => {
    const config = String.raw`
version: 1
languages:
  elixir:
    extensions: [.ex]
    patterns: ['feature\(:(?<key>[a-z_]+)\)']
`;
    expect(found('feature(:dark_mode)', config, 'lib/a.ex')).toEqual(['1 dark_mode']);
    expect(found('feature(:dark_mode)', config, 'lib/a.rb')).toEqual([]);
  });

  it('are calls alone where literals do not count', () => {
    const config = 'version: 1\nliterals: false\nwrappers: [isOn]';
    expect(found(`label('cart-new')\nisOn('cart-new')`, config)).toEqual(['2 cart-new']);
  });
});

describe('constants of other files', () => {
  const constants = new Map([
    ['CART', [{ name: 'CART', flag: 'cart-new' }]],
    ['FLAGS', [{ name: 'FLAGS.search', flag: 'search.v2' }]],
  ]);
  it.each<[string, string, string[]]>([
    ['imported', `import { A, CART } from './flags';\non(CART)`, ['1 cart-new', '2 cart-new']],
    ['required', `const { CART } = require('./flags');\non(CART)`, ['1 cart-new', '2 cart-new']],
    ['a member of what holds it', `on(Flags.CART)\non(flags::CART)`, ['1 cart-new', '2 cart-new']],
    ['not of the same name', `const CART = 1;\non(CART)`, []],
    [
      'a member of an object',
      `import { FLAGS } from './flags';\non(FLAGS.search); on(FLAGS.searches)`,
      ['2 search.v2'],
    ],
    [
      'of an import under another name',
      `import { CART as cart } from './flags';\nif (on(cart)) go(cart_id, x.cart, 'cart');`,
      ['1 cart-new', '2 cart-new'],
    ],
    [
      'of a module of Python under another name',
      'from flags import (CART as shown)\non(CART)',
      ['1 cart-new', '2 cart-new'],
    ],
    [
      'of a require under another name',
      `const { CART: cart } = require('./flags');\non(cart)`,
      ['1 cart-new', '2 cart-new'],
    ],
    [
      'of an object under another name',
      `import { FLAGS as F } from './flags';\non(F.search); on(F.other)`,
      ['2 search.v2'],
    ],
    [
      'not of what is said to be of a type',
      `import { CART } from './flags';\n// use the cart\nconst key = CART as string\nlet other: string`,
      ['1 cart-new', '3 cart-new'],
    ],
    ['not of what is renamed elsewhere', `import { other } from './x';\nconst row = sql\`CART as cart\`; on(cart)`, []],
  ])('%s', (_, text, hits) => {
    expect(at(text, findImported(text, constants))).toEqual(hits);
  });
});
