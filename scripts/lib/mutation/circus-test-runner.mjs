/**
 * A test runner for Stryker that keeps a package's modules and tests in one
 * process, and runs them by Jest's own parts.
 *
 * Stryker's Jest runner starts Jest for every mutant. Jest then loads each test
 * file that reaches the mutated file, with all that it imports: 20 to 30 seconds
 * for most files. Here, a mutant is switched on in loaded modules, and only the
 * tests that reach it run.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  commonTokens,
  declareClassPlugin,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { expect } from 'expect';
import fastCheck from 'fast-check';
import * as circus from 'jest-circus';
import { fn, spyOn } from 'jest-mock';
import { ROOT } from '../../toolchain.mjs';
import { ModuleSpace } from './module-space.mjs';
import { chooseSample, mutantIds } from './sample.mjs';

/** A property is tried for this long; a mutant that it kills dies early. */
const PROPERTY_TIME_LIMIT_MS = 150;
const TEST_TIMEOUT_MS = 60_000;

/** What instrumented code reads and writes. */
const stryker = (globalThis.__stryker__ ??= {});

class CircusTestRunner {
  static inject = tokens(commonTokens.options);

  #packageFolder;
  #testFiles;
  #modules;
  #sample;
  /** The mutants that are tried; undefined: all. */
  #chosen;

  /** @param {{ circus: { packageFolder: string, testFiles: string[], sample?: { size: number, seed: number } } }} options */
  constructor({ circus: { packageFolder, testFiles, sample } }) {
    this.#packageFolder = packageFolder;
    this.#testFiles = testFiles;
    this.#sample = sample;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    this.#modules = new ModuleSpace(this.#packageFolder, process.cwd());
    this.#chosen =
      this.#sample && chooseSample(findMutants(process.cwd()), this.#sample);
    const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } =
      circus;
    const hooks = { beforeAll, beforeEach, afterAll, afterEach };
    const jest = { fn, spyOn, setTimeout: () => jest };
    Object.assign(globalThis, { describe, it, test, ...hooks, expect, jest });
    process.env.NODE_ENV = 'test';
    fastCheck.configureGlobal({
      interruptAfterTimeLimit: PROPERTY_TIME_LIMIT_MS,
      seed: 1,
    });
  }

  async dryRun() {
    const result = await this.#run(this.#testFiles, { bail: false });
    return { ...result, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun(options) {
    const { activeMutant, testFilter, mutantActivation, hitLimit } = options;
    if (this.#chosen && !this.#chosen.has(activeMutant.id)) {
      // Of the results, the one that no score counts.
      return {
        status: MutantRunStatus.Error,
        errorMessage: 'Not in the sample',
      };
    }
    stryker.hitLimit = hitLimit;
    stryker.hitCount = hitLimit === undefined ? undefined : 0;
    const chosen = testFilter && new Set(testFilter);
    const files = this.#nearestFirst(
      options.sandboxFileName,
      this.#testFiles.filter(
        file =>
          !chosen || testFilter.some(id => id.startsWith(beginningOf(file))),
      ),
    );
    if (options.reloadEnvironment) {
      this.#modules.forgetAll();
    }
    try {
      if (mutantActivation === 'static') {
        stryker.activeMutant = activeMutant.id;
      }
      const result = await this.#run(files, {
        bail: !options.disableBail,
        chosen,
        beforeTests: () => {
          stryker.activeMutant = activeMutant.id;
        },
      });
      return toMutantRunResult(
        determineHitLimitReached(stryker.hitCount, hitLimit) ?? result,
        options.disableBail,
      );
    } finally {
      stryker.activeMutant = undefined;
      if (mutantActivation === 'static') {
        this.#modules.forgetAll();
      }
    }
  }

  /** Runs the tests of some files, one file after another. */
  async #run(files, { bail, chosen, beforeTests }) {
    const tests = [];
    for (const file of files) {
      circus.resetState();
      circus.getState().testTimeout = TEST_TIMEOUT_MS;
      this.#modules.forget(file);
      try {
        this.#modules.load(file);
      } catch (error) {
        if (stryker.activeMutant === undefined) {
          return { status: DryRunStatus.Error, errorMessage: error.stack };
        }
        // A mutant that breaks what runs on loading is a killed one.
        tests.push(failedToLoad(file, error));
        break;
      }
      beforeTests?.();
      tests.push(...(await runLoadedTests(file, { bail, chosen })));
      if (bail && tests.some(({ status }) => status === TestStatus.Failed)) {
        break;
      }
    }
    return { status: DryRunStatus.Complete, tests };
  }

  /** Test files beside the mutated file find most mutants. */
  #nearestFirst(mutated, files) {
    const source = join(this.#packageFolder, relative(process.cwd(), mutated));
    const distance = file => relative(source, file).split('..').length;
    return [...files].sort((a, b) => distance(a) - distance(b));
  }
}

/** The ids of the mutants in a mutated copy of a package. */
function findMutants(sandbox) {
  const sources = join(sandbox, 'src');
  return readdirSync(sources, { recursive: true })
    .filter(file => /\.tsx?$/.test(file))
    .flatMap(file => mutantIds(readFileSync(join(sources, file), 'utf8')));
}

/** Runs what `describe` and `it` have collected since the last reset. */
async function runLoadedTests(file, { bail, chosen }) {
  const tests = [];
  let failed = false;
  const handler = (event, state) => {
    switch (event.name) {
      case 'run_start':
        eachTest(state.rootDescribeBlock, test => {
          if (chosen && !chosen.has(idOf(file, test))) {
            test.mode = 'skip';
          }
        });
        break;
      case 'test_start':
        if (bail && failed) {
          event.test.mode = 'skip';
        }
        stryker.currentTestId = idOf(file, event.test);
        break;
      case 'test_done': {
        stryker.currentTestId = undefined;
        const { errors, duration } = event.test;
        failed ||= errors.length > 0;
        const id = idOf(file, event.test);
        tests.push({
          id,
          name: id,
          fileName: file,
          timeSpentMs: duration ?? 0,
          ...(errors.length === 0
            ? { status: TestStatus.Success }
            : {
                status: TestStatus.Failed,
                failureMessage: describeError(errors[0]),
              }),
        });
        break;
      }
      default:
    }
  };
  circus.addEventHandler(handler);
  try {
    await circus.run();
  } finally {
    circus.removeEventHandler(handler);
    stryker.currentTestId = undefined;
  }
  return tests;
}

function eachTest(block, visit) {
  for (const child of block.children) {
    if (child.type === 'describeBlock') {
      eachTest(child, visit);
    } else {
      visit(child);
    }
  }
}

function beginningOf(file) {
  return `${relative(ROOT, file)} › `;
}

function idOf(file, test) {
  const names = [test.name];
  for (let block = test.parent; block?.parent; block = block.parent) {
    names.unshift(block.name);
  }
  return beginningOf(file) + names.join(' ');
}

function failedToLoad(file, error) {
  return {
    id: `${beginningOf(file)}loads`,
    name: `${beginningOf(file)}loads`,
    fileName: file,
    timeSpentMs: 0,
    status: TestStatus.Failed,
    failureMessage: String(error),
  };
}

/** Circus keeps an error with the error of the place where the test stands. */
function describeError(error) {
  const [thrown] = Array.isArray(error) ? error : [error];
  return thrown?.message ?? String(thrown);
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'circus', CircusTestRunner),
];

export const strykerValidationSchema = {
  properties: {
    circus: {
      description: 'Options of the runner that keeps tests in one process',
      type: 'object',
      properties: {
        packageFolder: { type: 'string' },
        testFiles: { type: 'array', items: { type: 'string' } },
        sample: {
          type: 'object',
          properties: { size: { type: 'number' }, seed: { type: 'number' } },
          required: ['size', 'seed'],
        },
      },
      required: ['packageFolder', 'testFiles'],
    },
  },
};
