/**
 * Builds the template engine from its Go module and writes it to assets/,
 * compressed, with the licences of all that is in it. With `--check` it writes
 * nothing, and fails unless both are, byte for byte, what the sources give.
 *
 * The bytes depend on the Go release, so the release is fixed here; Go fetches
 * it by itself where another one is installed.
 */
import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

const GO_RELEASE = 'go1.26.8';
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const ASSET = join(PACKAGE, 'assets/template-engine.wasm.br');
const NOTICE = join(PACKAGE, 'assets/NOTICE');

function go(...args) {
  return execFileSync('go', args, {
    cwd: join(PACKAGE, 'go'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      GOOS: 'wasip1',
      GOARCH: 'wasm',
      GOWASM: '',
      GOFLAGS: '-mod=readonly',
      GOWORK: 'off',
      GOTOOLCHAIN: GO_RELEASE,
    },
  });
}

function buildModule() {
  const folder = mkdtempSync(join(tmpdir(), 'template-engine-'));
  try {
    const module = join(folder, 'template-engine.wasm');
    go(
      ...['build', '-buildmode=c-shared', '-trimpath', '-buildvcs=false'],
      ...['-ldflags=-s -w', '-o', module, '.'],
    );
    return readFileSync(module);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The licence and notice files of a folder, one after the other. */
function licencesIn(folder) {
  return readdirSync(folder)
    .filter(name => /^(?:licen[cs]e|notice|copying)/i.test(name))
    .sort()
    .map(name => readFileSync(join(folder, name), 'utf8').trim())
    .join('\n\n');
}

function buildNotice() {
  const used = go(
    'list',
    '-deps',
    '-f',
    '{{with .Module}}{{if not .Main}}{{with .Replace}}{{.Path}} {{.Version}}{{else}}{{.Path}} {{.Version}}{{end}}\t{{.Dir}}{{end}}{{end}}',
    '.',
  );
  const modules = [...new Set(used.split('\n').filter(Boolean))].sort();
  const parts = [
    ['The Go standard library', go('env', 'GOROOT').trim()],
    ...modules.map(line => line.split('\t')),
  ].map(([name, folder]) => `${name}\n\n${licencesIn(folder)}`);
  const head =
    'template-engine.wasm.br is built from ../go and holds these works, under their own licences:';
  return `${[head, ...parts].join(`\n\n${'='.repeat(78)}\n\n`)}\n`;
}

const module = buildModule();
const notice = buildNotice();
if (process.argv.includes('--check')) {
  // The engine is compared, not its compressed form: Node releases compress differently.
  const isCurrent =
    module.equals(brotliDecompressSync(readFileSync(ASSET))) &&
    notice === readFileSync(NOTICE, 'utf8');
  if (!isCurrent) {
    console.error(
      'assets/ is not what go/ gives: run node packages/template-engine/scripts/rebuild.mjs and commit it',
    );
    process.exit(1);
  }
  console.log('assets/ is what go/ gives');
} else {
  const compressed = brotliCompressSync(module, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: module.length,
    },
  });
  writeFileSync(ASSET, compressed);
  writeFileSync(NOTICE, notice);
  console.log(
    `assets/template-engine.wasm.br: ${module.length} bytes, ${compressed.length} compressed`,
  );
}
