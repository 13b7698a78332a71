const transform = require.resolve('@backstage/cli/config/jestSwcTransform');

module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  // They leave the operator hundreds of copies to refresh, which holds up what
  // runs after them, so they run by themselves: npm run test:e2e -- properties
  testPathIgnorePatterns: process.argv.some(arg => arg.includes('properties'))
    ? []
    : ['<rootDir>/src/properties/'],
  testEnvironment: '<rootDir>/src/jest/environment.ts',
  globalSetup: '<rootDir>/src/jest/globalSetup.ts',
  globalTeardown: '<rootDir>/src/jest/globalTeardown.ts',
  testSequencer: '<rootDir>/src/jest/sequencer.js',
  transform: {
    '\\.tsx?$': [transform, { jsc: { parser: { syntax: 'typescript' } } }],
  },
  verbose: true,
  // The slowest wait of a single test is a minute.
  testTimeout: 180_000,
};
