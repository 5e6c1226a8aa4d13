/** The gate's tests: every `*.test.ts` beside the code and below test/; long rounds are `*.long.ts`. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/services', '<rootDir>/gateway', '<rootDir>/infra', '<rootDir>/schema', '<rootDir>/test'],
  testMatch: process.env.HUB_TEST_LONG === '1' ? ['**/*.long.ts'] : ['**/*.test.ts'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/support/start-run.ts',
  globalTeardown: '<rootDir>/test/support/stop-stack.ts',
  // This package imports http when it first sends, which jest's own module loader cannot do; swc makes it a require.
  transformIgnorePatterns: ['/node_modules/(?!@opentelemetry/otlp-exporter-base/)'],
  transform: {
    'otlp-exporter-base/.+\\.js$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
};
