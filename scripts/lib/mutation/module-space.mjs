/** The modules of the mutated package and its tests, which load again at will. */
import { createRequire } from 'node:module';
import Module from 'node:module';
import { extname, join, sep } from 'node:path';
import { transformSync } from '@swc/core';
import { addHook } from 'pirates';
import { ROOT } from '../../toolchain.mjs';

const require = createRequire(join(ROOT, 'package.json'));

const FRONTEND_TEST_UTILS = join(
  ROOT,
  'scripts/lib/mutation/frontend-test-utils.cjs',
);

/** Loads sources of the repository; files of one package come from its sandbox. */
export class ModuleSpace {
  #compiled = new Map();

  /**
   * @param {string} packageFolder  the package's folder in the repository
   * @param {string} sandbox  the folder with its mutated copy
   */
  constructor(packageFolder, sandbox) {
    const compile = (code, file) => this.#compile(code, file);
    addHook(compile, { extensions: ['.ts', '.tsx'], ignoreNodeModules: true });
    const sources = join(packageFolder, 'src') + sep;
    const copies = join(sandbox, 'src') + sep;
    const resolve = Module._resolveFilename;
    Module._resolveFilename = function resolveMutated(...request) {
      if (request[0] === '@backstage/frontend-test-utils') {
        return FRONTEND_TEST_UTILS;
      }
      const file = resolve.apply(this, request);
      return file.startsWith(sources) && !file.includes('.test.')
        ? copies + file.slice(sources.length)
        : file;
    };
  }

  /** The exports of a file; it runs when it is loaded for the first time. */
  load(file) {
    return require(file);
  }

  /** Lets one file run again when it is loaded next. */
  forget(file) {
    delete require.cache[file];
  }

  /** Lets every file of the repository run again when it is loaded next. */
  forgetAll() {
    Object.keys(require.cache)
      .filter(file => file.startsWith(ROOT))
      .filter(file => !file.includes(`${sep}node_modules${sep}`))
      .forEach(file => this.forget(file));
  }

  #compile(code, file) {
    if (!this.#compiled.has(file)) {
      this.#compiled.set(
        file,
        transformSync(code, {
          filename: file,
          sourceMaps: 'inline',
          module: { type: 'commonjs', ignoreDynamic: true },
          jsc: {
            target: 'es2024',
            parser: { syntax: 'typescript', tsx: extname(file) === '.tsx' },
            transform: { react: { runtime: 'automatic' } },
          },
        }).code,
      );
    }
    return this.#compiled.get(file);
  }
}
