const transform = require.resolve('@backstage/cli/config/jestSwcTransform');

module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  testEnvironment: '<rootDir>/src/jest/environment.ts',
  globalSetup: '<rootDir>/src/jest/globalSetup.ts',
  globalTeardown: '<rootDir>/src/jest/globalTeardown.ts',
  testSequencer: '<rootDir>/src/jest/sequencer.js',
  transform: {
    '\\.tsx?$': [
      transform,
      {
        jsc: { parser: { syntax: 'typescript' } },
        // @kubernetes/client-node is an ES module only.
        module: { type: 'commonjs', ignoreDynamic: true },
      },
    ],
  },
  verbose: true,
  // The slowest wait of a single test is a minute.
  testTimeout: 180_000,
};
