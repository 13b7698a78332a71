/**
 * `node packages/cli/bench/lint.mjs [NUMBER] [SHAPE]`: lints a file with that
 * many distributions (10,000 where none is given), and prints what it took as
 * JSON. They are `documents`, or items of one List: `list` in YAML, `json` as
 * `kubectl get -o json` prints it.
 *
 * Measured is the whole program, as it starts from the sources: a published
 * package needs about a second and 80 MB less, because nothing is translated.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';

const COMMAND = fileURLToPath(
  new URL('../bin/central-secrets', import.meta.url),
);

const STORE = `apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata:
  name: central-secret-store
spec:
  provider:
    kubernetes:
      remoteNamespace: central-secret-store
`;

const distribution = name => `apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata:
  name: ${name}
  annotations:
    central-secrets/self-service: 'true'
    central-secrets/description: Pull images as ${name}
spec:
  externalSecretName: ${name}
  refreshTime: 1h
  namespaceSelectors:
    - matchLabels:
        secrets/${name}: 'true'
  externalSecretSpec:
    refreshInterval: 1h
    secretStoreRef:
      kind: ClusterSecretStore
      name: central-secret-store
    target:
      name: ${name}
      creationPolicy: Owner
      deletionPolicy: Retain
      template:
        type: kubernetes.io/dockerconfigjson
        metadata:
          labels:
            managed-by: external-secrets
            source: central-secret-store
            secret-type: docker-registry
        data:
          .dockerconfigjson: |
            {"auths":{"ghcr.io":{"username":{{ .username | toJson }},"password":{{ .token | toJson }},"auth":"{{ printf "%s:%s" .username .token | b64enc }}"}}}
    data:
      - secretKey: username
        remoteRef: { key: ${name}, property: username }
      - secretKey: token
        remoteRef: { key: ${name}, property: token }
`;

/** Loaded into the measured program: at its end it says on descriptor 3 what it used. */
const REPORT_USAGE = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs';
   process.on('exit', () => writeSync(3, JSON.stringify(process.resourceUsage())));`,
)}`;

async function lint(file) {
  const startedAt = process.hrtime.bigint();
  const child = spawn(
    process.execPath,
    ['--import', REPORT_USAGE, COMMAND, 'lint', file],
    { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] },
  );
  const read = async stream => {
    let text = '';
    for await (const piece of stream) {
      text += piece;
    }
    return text;
  };
  const [output, usage, exitCode] = await Promise.all([
    read(child.stdout),
    read(child.stdio[3]),
    new Promise((resolve, reject) => {
      child.on('error', reject).on('exit', resolve);
    }),
  ]);
  const wallMs = Number(process.hrtime.bigint() - startedAt) / 1e6;
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(usage);
  return {
    exitCode,
    lastLine: output.trimEnd().split('\n').at(-1),
    wallMs: Math.round(wallMs),
    processorMs: Math.round((userCPUTime + systemCPUTime) / 1e3),
    memoryPeakMB: Math.round(maxRSS / 1024),
  };
}

/** Each shape of a file, from YAML documents. */
const SHAPES = {
  documents: documents => documents.join('---\n'),
  list: documents =>
    `apiVersion: v1\nitems:\n${documents
      .map(text => `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`)
      .join('')}kind: List\n`,
  json: documents =>
    JSON.stringify(
      {
        apiVersion: 'v1',
        items: documents.map(text => parseDocument(text).toJS()),
        kind: 'List',
      },
      undefined,
      4,
    ),
};

const distributions = Number(process.argv[2] ?? 10_000);
const shape = process.argv[3] ?? 'documents';
const folder = await mkdtemp(join(tmpdir(), 'central-secrets-bench-'));
try {
  const file = join(folder, 'distributions.yaml');
  const names = Array.from({ length: distributions }, (_, i) => `team-${i}`);
  await writeFile(file, SHAPES[shape]([STORE, ...names.map(distribution)]));
  console.log(
    JSON.stringify(
      { distributions, shape, ...(await lint(file)) },
      undefined,
      2,
    ),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
