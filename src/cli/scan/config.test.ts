import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCAN_SCHEMA } from './config-schema.js';
import { parseConfig } from './config.js';
import { hunkAt } from './hunk.js';
import { webUrlOf } from './checkout.js';

const fault = (text: string): string => {
  try {
    parseConfig(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
};

describe('.loop/scan.yml', () => {
  it('has a schema that editors find', () => {
    expect(JSON.parse(readFileSync('docs/schemas/scan.json', 'utf8'))).toEqual(SCAN_SCHEMA);
  });

  it('is read', () => {
    const config = parseConfig(
      'version: 1\ndefaults: false\nwrappers: [isOn, {name: variant, argument: 2}]\nignore: ["*.snap"]',
    );
    expect(config).toMatchObject({ ignore: ['*.snap'], hunkLines: 1, literals: true });
    expect(config.wrappers).toEqual([
      { name: 'isOn', argument: 0 },
      { name: 'variant', argument: 2 },
    ]);
  });

  it.each([
    ['wrapers: [a]\nversion: 1', '.loop/scan.yml:1: wrapers is not a setting'],
    ['version: 1\nwrappers:\n  - isOn\n  - name: x\n    argument: one', ':5: wrappers[1].argument must be integer'],
    ['version: 2', ':1: version must be equal to constant'],
    ['wrappers: []', ":1: the file must have required property 'version'"],
    ['version: 1\nwrappers: [a', ':2: '],
    [
      "version: 1\nlanguages:\n  go:\n    extensions: [.go]\n    patterns:\n      - 'on\\((?<flag>x)'",
      ':6: languages.go.patterns[0]',
    ],
    [
      "version: 1\nlanguages:\n  go:\n    extensions: [.go]\n    patterns: ['on[(]x']",
      ':5: languages.go.patterns[0] has no group (?<key>…)',
    ],
    ["version: 1\nlanguages:\n  go:\n    extensions: ['go']", ':4: languages.go.extensions[0] must match pattern'],
  ])('says what is wrong, and in which line: %j', (text, message) => {
    expect(fault(text)).toContain(message);
  });

  it('says every fault', () => {
    expect(fault('version: 1\nhunkLines: 9\nliterals: maybe').split('\n')).toHaveLength(2);
  });
});

describe('lines around a place', () => {
  it('are cut, and left out where they look like a secret', () => {
    const lines = [
      "const API_KEY = 'abcdef0123456789';",
      'x'.repeat(500),
      "on('cart-new')",
      'password: hunter2hunter2',
    ];
    expect(hunkAt(lines, 3, 2)).toEqual({ line: 1, lines: ['…', `${'x'.repeat(199)}…`, "on('cart-new')", '…'] });
  });
});

describe("a repository's pages", () => {
  it.each([
    ['git@github.com:acme/shop.git', 'https://github.com/acme/shop'],
    ['https://me:secret@gitlab.acme.org/group/sub/shop.git', 'https://gitlab.acme.org/group/sub/shop'],
    ['ssh://git@git.acme.org:2222/acme/shop', 'https://git.acme.org/acme/shop'],
    ['http://localhost/acme/shop/', 'http://localhost/acme/shop'],
    ['/srv/git/shop.git', undefined],
    ['file:///srv/git/shop.git', undefined],
  ])('of %s', (remote, url) => {
    expect(webUrlOf(remote)).toBe(url);
  });
});
