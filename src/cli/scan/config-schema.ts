const names = { type: 'array', items: { $ref: '#/$defs/wrapper' }, maxItems: 200 } as const;

/** JSON schema of `.loop/scan.yml`; docs/schemas/scan.json is the same for editors. */
export const SCAN_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Where loop scan finds flags',
  type: 'object',
  additionalProperties: false,
  required: ['version'],
  properties: {
    version: { const: 1 },
    ignore: {
      description:
        'Globs of files that are not scanned, as git has them in .gitignore, from the top of the working tree.',
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: 500 },
      maxItems: 500,
    },
    literals: {
      description:
        'Whether any string that is a key of the inventory counts (default); else only arguments of wrappers and patterns do.',
      type: 'boolean',
    },
    defaults: {
      description: 'Whether the evaluation methods of OpenFeature SDKs are wrappers (default).',
      type: 'boolean',
    },
    maxFileBytes: {
      description: 'Larger files are skipped. Default 1 MiB.',
      type: 'integer',
      minimum: 1024,
      maximum: 16777216,
    },
    hunkLines: {
      description: 'Lines sent before and after each place. Default 1.',
      type: 'integer',
      minimum: 0,
      maximum: 3,
    },
    wrappers: { ...names, description: 'Functions that take the key of a flag, in any language.' },
    languages: {
      type: 'object',
      maxProperties: 100,
      additionalProperties: { $ref: '#/$defs/language' },
    },
  },
  $defs: {
    wrapper: {
      anyOf: [
        { type: 'string', minLength: 1, maxLength: 200 },
        {
          type: 'object',
          additionalProperties: false,
          required: ['name'],
          properties: {
            name: { type: 'string', minLength: 1, maxLength: 200 },
            argument: {
              description: 'Place of the key among the arguments, from 0.',
              type: 'integer',
              minimum: 0,
              maximum: 9,
            },
          },
        },
      ],
    },
    language: {
      type: 'object',
      additionalProperties: false,
      required: ['extensions'],
      properties: {
        extensions: {
          type: 'array',
          minItems: 1,
          maxItems: 50,
          items: { type: 'string', pattern: '^\\.[A-Za-z0-9.]+$' },
        },
        wrappers: names,
        patterns: {
          description: 'Regular expressions with a group (?<key>…) that is the key.',
          type: 'array',
          maxItems: 50,
          items: { type: 'string', minLength: 1, maxLength: 500 },
        },
        constants: {
          description:
            'Regular expressions with a group (?<name>…), matched against the line before a key: what declares a constant.',
          type: 'array',
          maxItems: 50,
          items: { type: 'string', minLength: 1, maxLength: 500 },
        },
      },
    },
  },
} as const;
