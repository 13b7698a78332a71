import { randomUUID } from 'node:crypto';
import { Bench } from '../Bench';
import type { HeavyShape } from '../load/HeavyCluster';
import type { LimitsResult } from '../programs/limits';
import { startProgram } from '../programs/runProgram';
import { Row, within } from '../report/Row';

/** The API server of a heavy cluster, in a process of its own. */
async function startHeavyServer(shape: HeavyShape) {
  const child = startProgram('heavyServer');
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    child.on('message', (message: { port?: number }) => {
      if (message.port !== undefined) {
        resolve({ port: message.port });
      }
    });
    child.once('exit', code =>
      reject(new Error(`heavyServer ended with exit code ${code}`)),
    );
    child.send(shape);
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill('SIGKILL') };
}

function computed({ maxComputedMs }: { maxComputedMs: number }): string {
  return `the thread itself computed for ${maxComputedMs.toFixed(
    1,
  )} ms at the most between two turns`;
}

/** The cost of a team that writes as much as it may. */
export async function limits(bench: Bench): Promise<Row[]> {
  const { heavy, contested } = bench.sizes;
  const canary = `canary-${randomUUID()}`;
  const server = await startHeavyServer({ large: heavy, contested, canary });
  let result: LimitsResult;
  try {
    result = await bench.run<LimitsResult>('limits', {
      url: server.url,
      externalSecrets: heavy + contested,
      canaryHex: Buffer.from(canary).toString('hex'),
    });
  } finally {
    server.stop();
  }
  const { sync, names } = result;
  const large = `${heavy} ExternalSecrets of 1.2 MB and ${contested} small ones`;
  const one = `the tab's answer for ${contested} ExternalSecrets that want one Secret`;
  return [
    within(
      {
        measure: `heap that ${large} add (MB)`,
        ours: sync.heapBytes / 1e6,
        note: 'records, indexes and caches, after a collection',
      },
      20,
      'MB',
    ),
    within(
      {
        measure: `longest event-loop delay while reading ${large} (ms)`,
        ours: sync.maxDelayMs,
        note: `pages of up to 16 MiB over HTTP/1.1; ${computed(sync)}`,
      },
      100,
      'ms',
    ),
    within(
      {
        measure: "stores' inline values in the heap after that",
        ours: result.hasCanary ? 1 : 0,
        note: 'looked for in a heap snapshot',
      },
      0,
      '',
    ),
    within(
      {
        measure: `${one} (MB)`,
        ours: result.contested.bytes / 1e6,
        note: `${result.contested.deliveries} of them, and how many more there are`,
      },
      2,
      'MB',
    ),
    within(
      {
        measure: `longest event-loop delay while giving ${one} (ms)`,
        ours: result.contested.maxDelayMs,
        note: `of ten answers, each made a text; ${computed(result.contested)}`,
      },
      50,
      'ms',
    ),
    within(
      {
        measure:
          'longest event-loop delay while answering for an annotation of 1,000 namespaces and 348 kB (ms)',
        ours: names.maxDelayMs,
        note: `of ten answers of ${names.bytes} bytes with ${
          names.bindings
        } bindings; ${computed(names)}`,
      },
      50,
      'ms',
    ),
  ];
}
