import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  copyFile,
  mkdir,
  readFile,
  rename,
  rm,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runToEnd } from '@central-secrets/dev-tools';
import { E2E_DIRECTORY } from './paths';

/** The programs that the tests run on. */
export interface Binaries {
  /**
   * etcd, kube-apiserver, kube-controller-manager and kubectl in one binary.
   */
  readonly controlPlane: string;
  readonly operator: string;
  /** A YAML file with the operator's CustomResourceDefinitions. */
  readonly customResourceDefinitions: string;
}

/** Options to find or build the binaries. */
export interface BinariesOptions {
  readonly environment?: NodeJS.ProcessEnv;
  /** Receives one line about each long step. */
  readonly report?: (line: string) => void;
}

interface Program {
  readonly name: string;
  readonly variable: string;
  readonly linkerFlags: string;
  readonly expectedMinutes: number;
}

// The gitVersion: without it the API server calls itself v0.0.0.
const CONTROL_PLANE: Program = {
  name: 'control-plane',
  variable: 'CENTRAL_SECRETS_CONTROL_PLANE_BINARY',
  linkerFlags: '-s -w -X k8s.io/component-base/version.gitVersion=v1.35.4',
  expectedMinutes: 4,
};

const OPERATOR: Program = {
  name: 'operator',
  variable: 'CENTRAL_SECRETS_OPERATOR_BINARY',
  linkerFlags: '-s -w',
  expectedMinutes: 4,
};

const ARGO_CD: Program = {
  name: 'argocd',
  variable: 'CENTRAL_SECRETS_ARGOCD_BINARY',
  linkerFlags: '-s -w',
  expectedMinutes: 2,
};

const VAULT: Program = {
  name: 'vault',
  variable: 'CENTRAL_SECRETS_VAULT_BINARY',
  linkerFlags: '-s -w',
  expectedMinutes: 3,
};

const OPERATOR_MODULE = 'github.com/external-secrets/external-secrets';
const DEFINITIONS_VARIABLE = 'CENTRAL_SECRETS_OPERATOR_CRDS';
const DEFINITIONS_FILE = 'crds.yaml';

/**
 * Finds both programs: it takes the file that a variable names, or the one in
 * the cache, or builds it with Go into the cache.
 *
 * @throws Error of one line that names the variable, where none of these is
 * possible.
 */
export async function ensureBinaries(
  options: BinariesOptions = {},
): Promise<Binaries> {
  const environment = options.environment ?? process.env;
  const report = options.report ?? (() => {});
  return {
    controlPlane: await ensureProgram(CONTROL_PLANE, environment, report),
    operator: await ensureProgram(OPERATOR, environment, report),
    customResourceDefinitions: await ensureDefinitions(environment, report),
  };
}

/**
 * Finds Argo CD's credential code in the same way. Only the tests that sign in
 * with distributed credentials need it.
 *
 * @throws Error of one line, as above.
 */
export async function ensureArgoCd(
  options: BinariesOptions = {},
): Promise<string> {
  return ensureProgram(
    ARGO_CD,
    options.environment ?? process.env,
    options.report ?? (() => {}),
  );
}

/**
 * Finds Vault in the same way. Only the tests with that provider need it.
 *
 * @throws Error of one line, as above.
 */
export async function ensureVault(
  options: BinariesOptions = {},
): Promise<string> {
  return ensureProgram(
    VAULT,
    options.environment ?? process.env,
    options.report ?? (() => {}),
  );
}

/**
 * Names one build. The name does not contain the version of Go: the same
 * sources make the same program, and a cache stays useful on a machine without
 * Go.
 */
async function cacheDirectory(
  program: Program,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum', 'main.go']) {
    hash.update(await readFile(join(E2E_DIRECTORY, program.name, file)));
  }
  hash.update(`${program.linkerFlags} ${process.platform} ${process.arch}`);
  const root =
    environment.CENTRAL_SECRETS_CACHE ??
    join(
      environment.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
      'central-secrets',
    );
  return join(root, `${program.name}-${hash.digest('hex').slice(0, 16)}`);
}

async function ensureProgram(
  program: Program,
  environment: NodeJS.ProcessEnv,
  report: (line: string) => void,
): Promise<string> {
  const given = environment[program.variable];
  if (given) {
    await requireFile(given, constants.X_OK, program.variable);
    return given;
  }
  const directory = await cacheDirectory(program, environment);
  const binary = join(directory, program.name);
  if (!(await exists(binary))) {
    await requireGo(program);
    await mkdir(directory, { recursive: true });
    await build(program, binary, report);
  }
  return binary;
}

async function build(
  program: Program,
  binary: string,
  report: (line: string) => void,
): Promise<void> {
  const startedAt = Date.now();
  report(
    `building ${program.name} with Go, once (about ${program.expectedMinutes} minutes on two cores)`,
  );
  const progress = setInterval(() => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    report(`still building ${program.name}: ${seconds} s`);
  }, 30_000);
  // Another run may be building the same: each writes its own file, and the
  // last rename wins.
  const unfinished = `${binary}.${process.pid}`;
  const args = ['build', '-trimpath', '-ldflags', program.linkerFlags];
  try {
    await runGo([...args, '-o', unfinished, '.'], program.name);
    await rename(unfinished, binary);
  } finally {
    clearInterval(progress);
    await rm(unfinished, { force: true });
  }
}

/**
 * The definitions are in the operator's own module, and beside its binary in
 * the cache.
 */
async function ensureDefinitions(
  environment: NodeJS.ProcessEnv,
  report: (line: string) => void,
): Promise<string> {
  const given = environment[DEFINITIONS_VARIABLE];
  if (given) {
    await requireFile(given, constants.R_OK, DEFINITIONS_VARIABLE);
    return given;
  }
  const directory = await cacheDirectory(OPERATOR, environment);
  const file = join(directory, DEFINITIONS_FILE);
  if (!(await exists(file))) {
    await requireGo({ ...OPERATOR, variable: DEFINITIONS_VARIABLE });
    report("copying the operator's resource definitions from its module");
    const listArguments = ['-m', '-f', '{{.Dir}}', OPERATOR_MODULE];
    const output = await runGo(['list', ...listArguments], OPERATOR.name);
    await mkdir(directory, { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    await copyFile(join(output.trim(), 'deploy/crds/bundle.yaml'), unfinished);
    await rename(unfinished, file);
  }
  return file;
}

/** @returns its standard output */
async function runGo(
  args: readonly string[],
  program: string,
): Promise<string> {
  const { succeeded, code, output, errors } = await runToEnd('go', args, {
    cwd: join(E2E_DIRECTORY, program),
    // The compiler collects garbage for a fifth of its time by default.
    env: { ...process.env, GOGC: '400' },
  });
  if (!succeeded) {
    throw new Error(
      `go could not build e2e/${program} (exit code ${code}):\n${errors}`,
    );
  }
  return output;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function requireFile(path: string, mode: number, variable: string) {
  try {
    await access(path, mode);
  } catch {
    throw new Error(
      `${variable} names ${path}, which does not exist or is not usable`,
    );
  }
}

async function requireGo(program: Pick<Program, 'name' | 'variable'>) {
  try {
    await runToEnd('go', ['version']);
  } catch {
    throw new Error(
      `${program.name} is not built yet and Go is not on the PATH: install Go 1.25 or newer (https://go.dev/dl), or name a ready file with ${program.variable}`,
    );
  }
}
