/** The arrows of the architecture: which module may import which, and only through its index.ts. */
const libraries = ['platform', 'time', 'stats'];
const facts = ['ingest', 'catalog', 'identity', ...libraries];
const above = {
  platform: [],
  time: [],
  stats: [],
  yaml: [],
  identity: libraries,
  catalog: ['identity', ...libraries],
  ingest: ['catalog', 'identity', ...libraries],
  oncall: ['catalog', 'identity', ...libraries],
  flags: ['oncall', ...facts],
  incidents: ['flags', 'oncall', ...facts],
  postmortems: ['incidents', ...facts],
  dora: ['incidents', 'flags', ...facts],
  gates: ['dora', 'postmortems', 'incidents', 'flags', ...facts],
  drills: ['gates', 'dora', 'postmortems', 'incidents', 'flags', 'oncall', ...facts, 'yaml'],
  reports: ['drills', 'gates', 'dora', 'postmortems', 'incidents', 'flags', 'oncall', ...facts],
  // `loop drill verify` runs offline the very verifier that the server runs.
  cli: ['drills', ...libraries, 'yaml'],
};

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans-from-node-modules-dev',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    // `sarif` is types alone: there is nothing of it at run time.
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^sarif$' } },
    ...['^src/[^/]+/domain/', '^src/[^/]+/[^/]+/domain/', '^src/time/', '^src/stats/', '^src/yaml/'].flatMap(
      (rules, index) =>
        [
          '(@nestjs|typeorm|bullmq|ioredis|node_modules/pg/|pino)',
          '^(node:)?(fs|net|http|https|child_process|worker_threads)$',
          'src/platform/(db|queue|outbox|http|embedded|config)',
        ].map((impure, kind) => ({
          name: `rules-are-pure-${index}-${kind}`,
          comment: 'Rules take facts and time as arguments: no framework, no database, no I/O.',
          severity: 'error',
          from: { path: rules, pathNot: '\\.test\\.ts$' },
          to: { path: impure },
        })),
    ),
    ...Object.entries(above).map(([module, allowed]) => ({
      name: `arrows-of-${module}`,
      comment: `${module} may import ${allowed.join(', ') || 'nothing of ours'}`,
      severity: 'error',
      from: { path: `^src/${module}/` },
      to: { path: '^src/[^/]+/', pathNot: `^src/(${[module, ...allowed].join('|')})/` },
    })),
    ...Object.keys(above).map((module) => ({
      name: `only-the-face-of-${module}`,
      comment: `Other modules import src/${module}/index.ts and nothing behind it.`,
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/${module}/` },
      to: { path: `^src/${module}/`, pathNot: `^src/${module}/index\\.ts$` },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
    exclude: { path: '^(dist|web)/' },
  },
};
