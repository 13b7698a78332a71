/**
 * What knip takes for used, beside what the code imports. The whole repository
 * is looked at: exports, files and dependencies that nothing uses are removed.
 */
const PACKAGE = {
  entry: [
    '.eslintrc.js',
    'src/index.{ts,tsx}',
    'src/setupTests.ts',
    'dev/**/*.{ts,tsx}',
    'migrations/*.js',
  ],
  project: ['src/**/*.{ts,tsx}'],
};

/** A package with further files that are run or imported on their own. */
const withEntries = (...entries) => ({
  ...PACKAGE,
  entry: [...PACKAGE.entry, ...entries],
});

export default {
  include: ['files', 'dependencies', 'unlisted', 'unresolved', 'exports'],
  ignoreDependencies: [
    // The scripts of every package.json need it.
    '@backstage/cli',
    // An optional peer, for the declarations of React.
    '@types/react',
  ],
  workspaces: {
    '.': {
      entry: [
        'scripts/*.mjs',
        'scripts/lib/**/*.test.mjs',
        'scripts/lib/**/*.cjs',
        'scripts/lib/mutation/circus-test-runner.mjs',
      ],
      project: ['scripts/*.mjs', 'scripts/lib/**/*.{mjs,cjs}'],
      ignoreDependencies: [
        // The commands of the command line of Backstage.
        '@backstage/cli-defaults',
        // Named in scripts/lib/reports.mjs.
        '@backstage/repo-tools',
        // Named in scripts/mutation-test.mjs and its configuration.
        '@stryker-mutator/.+',
        // Builds native dependencies where no binary exists.
        'node-gyp',
      ],
    },
    'packages/*': PACKAGE,
    'packages/app': {
      ...PACKAGE,
      // The app finds plugins among its dependencies.
      ignoreDependencies: ['@backstage/plugin-.+', 'react-router'],
    },
    // The backend serves the app, which it finds by its name.
    'packages/backend': { ...PACKAGE, ignoreDependencies: ['app'] },
    'packages/cli': withEntries('bench/*.mjs'),
    'packages/demo-cluster': withEntries('src/main.ts'),
    'plugins/*': PACKAGE,
    e2e: {
      entry: ['.eslintrc.js', 'src/programs/*.{ts,mjs}', 'src/**/*.test.ts'],
      project: ['src/**/*.{ts,mjs}'],
    },
    bench: {
      entry: ['.eslintrc.js', 'src/programs/*.{ts,cjs}'],
      project: ['src/**/*.{ts,cjs}'],
      // knex loads it by the name of the client.
      ignoreDependencies: ['better-sqlite3'],
    },
    'browser-tests': {
      entry: ['.eslintrc.js', '*.config.ts', 'src/*.{test,adoption}.ts'],
      project: ['src/**/*.ts'],
    },
  },
};
