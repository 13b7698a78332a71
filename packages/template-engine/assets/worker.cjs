/**
 * Runs the template engine in a thread of its own, so that a template that
 * never ends can be stopped: the thread is ended from outside.
 *
 * Plain JavaScript, because a thread is started from a file as it is.
 */
const { openSync, readFileSync } = require('node:fs');
const { devNull } = require('node:os');
const { join } = require('node:path');
const { parentPort, workerData } = require('node:worker_threads');
const { brotliDecompressSync } = require('node:zlib');
const { WASI } = require('node:wasi');

const MEMORY_SECTION = 5;
const PAGE_BYTES = 64 * 1024;

/** @returns {[value: number, next: number]} an unsigned LEB128 number and where it ends */
function readNumber(bytes, at) {
  const byte = bytes[at];
  if (byte < 0x80) {
    return [byte, at + 1];
  }
  const [rest, next] = readNumber(bytes, at + 1);
  return [rest * 128 + (byte - 0x80), next];
}

function writeNumber(value) {
  if (value < 128) {
    return [value];
  }
  return [(value % 128) + 128, ...writeNumber(Math.floor(value / 128))];
}

/**
 * Go's linker gives the module a memory that may grow to 4 GiB. This gives it
 * a maximum: the memory section is `count, flags, minimum[, maximum]` in pages
 * of 64 KiB (WebAssembly core specification, 5.5.8).
 */
function limitMemory(module, maximumBytes) {
  let at = 8;
  while (at < module.length) {
    const [size, content] = readNumber(module, at + 1);
    if (module[at] === MEMORY_SECTION) {
      const [minimum] = readNumber(module, content + 2);
      const pages = Math.floor(maximumBytes / PAGE_BYTES);
      const section = [1, 1, ...writeNumber(minimum), ...writeNumber(pages)];
      return Buffer.concat([
        module.subarray(0, at + 1),
        Buffer.from([...writeNumber(section.length), ...section]),
        module.subarray(content + size),
      ]);
    }
    at = content + size;
  }
  throw new Error('The template engine has no memory section');
}

/** As much as is kept of what Go says when it gives up; its first lines tell why. */
const LAST_WORDS_BYTES = 4096;
const STANDARD_ERROR = 2;

/** What the engine wrote to its standard error, where it says why it gave up. */
let lastWords = '';

function start() {
  const module = brotliDecompressSync(
    readFileSync(join(__dirname, 'template-engine.wasm.br')),
  );
  // No folders, no environment, no arguments: the engine sees its request only.
  const nowhere = openSync(devNull, 'r+');
  const wasi = new WASI({
    version: 'preview1',
    stdin: nowhere,
    stdout: nowhere,
    stderr: nowhere,
  });
  const imports = wasi.getImportObject();
  const system = imports.wasi_snapshot_preview1;
  const { fd_write: write } = system;
  const exported = {};
  /** `list` points at `count` pairs of a place and a length (WASI preview 1, `fd_write`). */
  system.fd_write = (descriptor, list, count, written) => {
    const { buffer } = exported.memory;
    const view = new DataView(buffer);
    for (let each = 0; each < count; each += 1) {
      if (descriptor !== STANDARD_ERROR) {
        break;
      }
      if (lastWords.length >= LAST_WORDS_BYTES) {
        break;
      }
      const place = view.getUint32(list + 8 * each, true);
      const length = view.getUint32(list + 8 * each + 4, true);
      lastWords += Buffer.from(buffer, place, length).toString('latin1');
    }
    return write(descriptor, list, count, written);
  };
  const instance = new WebAssembly.Instance(
    new WebAssembly.Module(limitMemory(module, workerData.maximumBytes)),
    imports,
  );
  Object.assign(exported, instance.exports);
  wasi.initialize(instance);
  return exported;
}

const engine = start();

function judge(template) {
  const request = Buffer.from(JSON.stringify(template));
  const place = engine.allocate(request.length);
  Buffer.from(engine.memory.buffer).set(request, place);
  const length = engine.evaluate();
  const answer = Buffer.from(
    engine.memory.buffer,
    engine.answerPointer(),
    length,
  );
  return JSON.parse(answer.toString('utf8'));
}

/** Why there is no verdict. Go's runtime names what it lacks, and quotes no template. */
function failureOf(error) {
  const reason = /^fatal error: (.*)$/m.exec(lastWords)?.[1];
  return {
    isOutOfMemory: reason === 'out of memory',
    message: reason ?? `${error.name}: ${error.message}`,
  };
}

// After a failure the engine is of no use any longer: this thread is ended.
parentPort.on('message', template => {
  try {
    parentPort.postMessage({ verdict: judge(template) });
  } catch (error) {
    parentPort.postMessage({ failure: failureOf(error) });
    parentPort.close();
  }
});
parentPort.postMessage('ready');
