/**
 * Stands for `@backstage/frontend-test-utils` while the frontend's model is
 * mutated: the whole package loads components and styles, which need a bundler.
 * The model's tests use its translations alone.
 */
const { join } = require('node:path');

const TEST_UTILS = join(
  __dirname,
  '../../../node_modules/@backstage/frontend-test-utils',
);
// This file imports nothing but i18next.
const FILE = 'dist/apis/TranslationApi/MockTranslationApi.esm.js';
const { MockTranslationApi } = require(join(TEST_UTILS, FILE));

exports.mockApis = { translation: () => MockTranslationApi.create() };
