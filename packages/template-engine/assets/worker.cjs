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
  if (byte < 0x80) return [byte, at + 1];
  const [rest, next] = readNumber(bytes, at + 1);
  return [rest * 128 + (byte - 0x80), next];
}

function writeNumber(value) {
  if (value < 128) return [value];
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

function start() {
  const module = brotliDecompressSync(
    readFileSync(join(__dirname, 'template-engine.wasm.br')),
  );
  // No folders, no environment, no arguments: the engine sees its request only.
  // What Go prints when it runs out of memory is told in a verdict.
  const nowhere = openSync(devNull, 'r+');
  const wasi = new WASI({
    version: 'preview1',
    stdin: nowhere,
    stdout: nowhere,
    stderr: nowhere,
  });
  const instance = new WebAssembly.Instance(
    new WebAssembly.Module(limitMemory(module, workerData.maximumBytes)),
    wasi.getImportObject(),
  );
  wasi.initialize(instance);
  return instance.exports;
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

parentPort.on('message', template => {
  parentPort.postMessage(judge(template));
});
parentPort.postMessage('ready');
