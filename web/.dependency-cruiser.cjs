/** The arrows of the web app: app → features → design → api; features meet only through their index. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'api-is-below-all',
      severity: 'error',
      from: { path: '^web/src/api/' },
      to: { path: '^web/src/(design|features|app)/' },
    },
    {
      name: 'design-is-below-pages',
      severity: 'error',
      from: { path: '^web/src/design/' },
      to: { path: '^web/src/(features|app)/' },
    },
    {
      name: 'features-are-below-the-app',
      severity: 'error',
      from: { path: '^web/src/features/' },
      to: { path: '^web/src/app/' },
    },
    {
      name: 'only-the-face-of-a-feature',
      comment: 'Features import features/X/index.tsx of each other and nothing behind it.',
      severity: 'error',
      from: { path: '^web/src/(?:features/([^/]+)/|app/)' },
      to: { path: '^web/src/features/[^/]+/', pathNot: '^web/src/features/($1/|[^/]+/index\\.tsx$)' },
    },
    {
      name: 'charts-are-lazy',
      severity: 'error',
      from: { path: '^web/src/(app|design|api)/' },
      to: { path: 'node_modules/(recharts|@mantine/charts)/' },
    },
    { name: 'nothing-of-the-server', severity: 'error', from: {}, to: { path: '^(src|dist|test|bench)/' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.css'],
    },
  },
};
