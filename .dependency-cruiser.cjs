/** Who may import whom: the rooms of the house (README, "The house"). Checked by `npm test`. */
const notTest = { pathNot: '\\.(test|long)\\.ts$' };

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or a third is missing. Types alone may point both ways.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'schema-uses-nothing',
      comment: 'What crosses a boundary is data.',
      severity: 'error',
      from: { path: '^schema/', ...notTest },
      to: { path: '^(services|gateway|infra|test)/' },
    },
    {
      name: 'infra-uses-schema-only',
      comment: 'What every service stands on is about none of them.',
      severity: 'error',
      from: { path: '^infra/', ...notTest },
      to: { path: '^(services|gateway|test)/' },
    },
    {
      name: 'gateway-uses-infra-and-schema',
      comment: 'The gateway knows subgraphs by their schema alone.',
      severity: 'error',
      from: { path: '^gateway/', ...notTest },
      to: { path: '^(services|test)/' },
    },
    {
      name: 'services-by-their-index',
      comment: 'A service is used through its index; what is behind it may change.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/([^/]+)/', pathNot: ['^services/$1/', '^services/[^/]+/index\\.ts$'] },
    },
    {
      name: 'services-use-no-gateway',
      comment: 'Only the composition root puts services and gateway together.',
      severity: 'error',
      from: { path: '^services/(?!hub/)' },
      to: { path: '^(gateway|test)/' },
    },
    {
      name: 'nobody-uses-the-hub',
      comment: 'The composition root is at the top.',
      severity: 'error',
      from: { path: '^(services/(?!hub/)|infra|gateway|schema)' },
      to: { path: '^services/hub/' },
    },
    {
      name: 'engine-knows-no-source-and-no-database',
      comment: 'Merging and measuring are pure: they know neither where facts come from nor what they are kept in.',
      severity: 'error',
      from: { path: '^services/indicators/(merge|measure|definitions)/', ...notTest },
      to: {
        path: '(^infra/database|^services/indicators/(store|read|graphql)|^node_modules/(typeorm|better-sqlite3|mysql2|kafkajs))',
      },
    },
    {
      name: 'no-test-in-the-program',
      severity: 'error',
      from: { path: '^(services|gateway|infra|schema)/', ...notTest },
      to: { path: '(^test/|\\.(test|long)\\.ts$)' },
    },
    {
      name: 'only-declared-packages',
      severity: 'error',
      from: { path: '^(services|gateway|infra|schema)/', pathNot: '(\\.(test|long)\\.ts$|/oracle/)' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
