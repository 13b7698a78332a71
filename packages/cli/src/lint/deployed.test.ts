import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  InternalDistributionNames,
  planInternalDistribution,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { TemplateEngine } from '@central-secrets/template-engine';
import { parseAllDocuments } from 'yaml';
import { commandCaller } from '../__testUtils__/commandCaller';

const DEPLOYED = resolve(__dirname, '../../../../deploy');
const EXAMPLES = join(DEPLOYED, 'internal-distribution/examples');

jest.setTimeout(60_000);

describe('the manifests of deploy/', () => {
  const engine = TemplateEngine.create({ timeLimitMs: 60_000 });
  const call = commandCaller(engine);

  afterAll(() => engine.close());

  it('have no finding', async () => {
    await expect(call(['lint', DEPLOYED])).resolves.toMatchObject({
      code: 0,
      output: expect.stringContaining('0 errors, 0 warnings'),
    });
  });

  it('have no broken route of internal distribution', async () => {
    await expect(
      call(['lint', '--complete', join(DEPLOYED, 'internal-distribution')]),
    ).resolves.toMatchObject({
      code: 0,
      output: expect.stringContaining('0 errors, 0 warnings'),
    });
  });

  it('have examples as planInternalDistribution makes them', () => {
    const planned: InternalDistributionNames = {
      data: 'configuration',
      datasource: 'postgres',
      holder: 'platform-postgres',
      producer: {
        namespace: 'platform-data',
        secret: 'platform-postgres-endpoint',
        keys: ['host', 'port'].map(key => ({ key, property: key })),
      },
      consumers: ['temporal', 'backstage'].map(namespace => ({
        namespace,
        secret: `${namespace}-postgres-endpoint`,
      })),
    };
    const text = readFileSync(join(EXAMPLES, 'platform-postgres.yaml'), 'utf8');
    expect(planInternalDistribution(planned)).toEqual({
      path: 'platform-config/postgres/platform-postgres',
      manifests: parseAllDocuments(text).map(each => each.toJS()),
    });
  });

  it('have an example for each path of the RFC', () => {
    const paths = readdirSync(EXAMPLES)
      .map(file => readFileSync(join(EXAMPLES, file), 'utf8'))
      .flatMap(text => text.match(/remoteKey: \S+/g) ?? []);
    expect([...new Set(paths)].sort()).toEqual(
      [
        'platform-config/postgres/platform-postgres',
        'platform-config/redis/platform-redis',
        'platform-data/postgres/backstage',
        'platform-data/postgres/temporal',
        'platform-data/redis/temporal',
      ].map(path => `remoteKey: ${path}`),
    );
  });
});
