import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { HUB_NAMESPACE } from '../framework/hub';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { Shell } from '../framework/shell';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { readSecret, valuesOf } from './cluster';
import { namespace, secret } from './manifests';

const TEMPLATE = join(
  REPOSITORY_DIRECTORY,
  'examples/templates/add-a-central-secret',
);
const DISTRIBUTIONS = 'deploy/base/distributions';
const LIST = `${DISTRIBUTIONS}/kustomization.yaml`;

const VALUES = {
  name: 'payment-api',
  description: 'Call the "payment" service: it\'s {{ .new }}',
  format: 'Opaque',
  secretType: 'api-token',
  keys: [
    { name: 'client-id', purpose: 'the account' },
    { name: 'client-secret', purpose: 'its secret' },
  ],
  owners: ['group:default/shop-team'],
  selfService: true,
};

/** One set of values for each format. */
const OTHERS = [
  {
    ...{ name: 'team-registry', description: 'Pull from our own registry' },
    format: 'kubernetes.io/dockerconfigjson',
    registry: 'registry.example.com:5000',
    source: 'github-pat',
  },
  {
    ...{ name: 'proxy-login', description: 'Through the proxy' },
    format: 'kubernetes.io/basic-auth',
    refreshInterval: '15m0s',
  },
  {
    ...{ name: 'deploy-key', description: 'Push to the mirror' },
    format: 'kubernetes.io/ssh-auth',
    selfService: false,
  },
  {
    ...{ name: 'internal-tls', description: 'Serve the internal domain' },
    format: 'kubernetes.io/tls',
  },
];

describe('the template "Add a central secret"', () => {
  const { platform, client } = theWorld();
  const { kubectl } = platform.controlPlane;
  let shell: Shell;

  beforeAll(async () => {
    const directory = join(platform.directory, 'checkout');
    await mkdir(directory);
    await cp(join(REPOSITORY_DIRECTORY, 'deploy'), join(directory, 'deploy'), {
      recursive: true,
    });
    shell = await Shell.open(directory, kubectl);
  });

  /**
   * Asks the scaffolder for a dry run of the template. The tests do not reach
   * GitHub, so the list of distributions comes from the folder of the template.
   *
   * @returns the scaffolder's answer
   */
  async function dryRun(values: object) {
    const template = parse(
      await readFile(join(TEMPLATE, 'template.yaml'), 'utf8'),
    );
    const fetched = template.spec.steps.find(
      ({ action }: { action: string }) => action === 'fetch:plain:file',
    );
    expect(fetched.input.url).toMatch(/^https:\/\/github\.com\/.*\.yaml$/);
    fetched.input.url = './kustomization.yaml';
    const skeleton = join(TEMPLATE, 'skeleton');
    const files = new Map(
      (await readdir(skeleton)).map(name => [
        `skeleton/${name}`,
        join(skeleton, name),
      ]),
    );
    files.set('kustomization.yaml', join(shell.directory, LIST));
    const directoryContents = await Promise.all(
      [...files].map(async ([path, file]) => ({
        path,
        base64Content: await readFile(file, 'base64'),
      })),
    );
    return client.ask('jane', 'POST', '/api/scaffolder/v2/dry-run', {
      template,
      values,
      directoryContents,
    });
  }

  /**
   * Writes the files of the pull request into the checkout.
   *
   * @returns their paths
   */
  async function propose(values: object): Promise<string> {
    const { status, body } = await dryRun({ ...values, outcome: 'propose' });
    expect([status, body.error]).toEqual([200, undefined]);
    const files = body.directoryContents as {
      path: string;
      base64Content: string;
    }[];
    for (const { path, base64Content } of files) {
      await shell.write(path, Buffer.from(base64Content, 'base64').toString());
    }
    const log = (body.log as { body: { message: string } }[])
      .map(entry => entry.body.message)
      .join('\n');
    expect(log).toContain('Performing dry run of creating pull request');
    return files
      .map(({ path }) => path)
      .sort()
      .join(' ');
  }

  it('writes one manifest, and lists it beside the others', async () => {
    for (const values of [VALUES, ...OTHERS]) {
      expect(await propose(values)).toBe(
        [`${DISTRIBUTIONS}/${values.name}.yaml`, LIST].sort().join(' '),
      );
    }
    const listed = parse(await readFile(join(shell.directory, LIST), 'utf8'));
    const original = parse(
      await readFile(join(REPOSITORY_DIRECTORY, LIST), 'utf8'),
    );
    expect(listed.resources).toEqual([
      ...original.resources,
      ...[VALUES, ...OTHERS].map(({ name }) => `${name}.yaml`),
    ]);
  });

  it('writes manifests that lint, kustomize and the API server accept', async () => {
    expect(await shell.run('central-secrets lint --strict deploy')).toMatch(
      /^0 errors, 0 warnings/m,
    );
    for (const { name } of [VALUES, ...OTHERS]) {
      await shell.run(
        `kubectl apply --dry-run=server -f ${DISTRIBUTIONS}/${name}.yaml`,
      );
    }
    expect(await shell.run(`kubectl kustomize ${DISTRIBUTIONS}`)).toContain(
      'name: internal-tls\n',
    );
  });

  it('writes a distribution that delivers its Secret', async () => {
    await kubectl.apply(
      secret(HUB_NAMESPACE, 'payment-api', {
        'client-id': 'not-a-real-id',
        'client-secret': 'not-a-real-secret',
      }),
      namespace('asks-for-payment', { 'secrets/payment-api': 'true' }),
    );
    await shell.run(`kubectl apply -f ${DISTRIBUTIONS}/payment-api.yaml`);
    const copy = await waitFor(
      () => readSecret('asks-for-payment', 'payment-api'),
      { reason: 'the copy of the distribution' },
    );
    expect(valuesOf(copy)).toEqual({
      'client-id': 'not-a-real-id',
      'client-secret': 'not-a-real-secret',
    });
    const made = await platform.api.get(
      '/apis/external-secrets.io/v1/clusterexternalsecrets/payment-api',
    );
    expect(made?.metadata.annotations).toMatchObject({
      'central-secrets/description': VALUES.description,
      'central-secrets/allowed-owners': 'group:default/shop-team',
    });
    await shell.run('kubectl delete clusterexternalsecret payment-api');
  });

  it('only shows the manifest when no pull request is requested', async () => {
    const id = await client.startTask(
      'jane',
      'template:default/add-a-central-secret',
      { ...VALUES, outcome: 'show' },
    );
    const { status, log } = await client.untilTaskEnded('jane', id, 60_000);
    expect([status, log]).toEqual(['completed', expect.anything()]);
    expect(log).toContain("secrets/payment-api: 'true'");
    expect(log).toContain('Skipping step propose');
  });

  it.each([
    ['name', { name: 'Payment API' }],
    ['description', { description: 'two\nlines' }],
    ['source', { source: 'hub/payment' }],
    ['keys', { keys: [] }],
    ['secretType', { secretType: 'A token' }],
    ['format', { format: 'bootstrap.kubernetes.io/token' }],
    ['owners', { owners: ['shop-team'] }],
  ])(
    'refuses an invalid %s, also when the form is bypassed',
    async (field, wrong) => {
      const { status, body } = await dryRun({ ...VALUES, ...wrong });
      expect(status).toBe(400);
      expect(JSON.stringify(body.errors)).toContain(field);
    },
  );
});
