import { DemoCluster, startDemoCluster } from '../startDemoCluster';
import { httpClient } from '../testUtils/httpClient';

describe('discovery', () => {
  let demo: DemoCluster;
  beforeAll(async () => {
    demo = await startDemoCluster({ world: 'empty' });
  });
  afterAll(() => demo.stop());

  const read = async (path: string) =>
    (await httpClient(demo, 'demo-reader').get(path)).body;

  it('names the version, the groups and their versions', async () => {
    expect((await read('/version')).gitVersion).toMatch(/^v1\.35\./);
    expect((await read('/api')).versions).toEqual(['v1']);
    const { groups } = (await read('/apis')) as { groups: { name: string }[] };
    const group = groups.find(({ name }) => name === 'external-secrets.io')!;
    expect(group).toMatchObject({
      name: 'external-secrets.io',
      preferredVersion: { version: 'v1' },
    });
    expect(await read('/apis/external-secrets.io')).toMatchObject(group);
  });

  it('names the resources of each version, with their subresources', async () => {
    const names = async (path: string) =>
      (await read(path)).resources.map(({ name }: { name: string }) => name);
    expect(await names('/api/v1')).toEqual([
      'namespaces',
      'namespaces/status',
      'secrets',
      'events',
      'configmaps',
      'serviceaccounts',
      'pods',
      'pods/status',
    ]);
    expect(await names('/apis/batch/v1')).toEqual([
      'jobs',
      'jobs/status',
      'cronjobs',
      'cronjobs/status',
    ]);
    expect(await names('/apis/external-secrets.io/v1')).toEqual([
      'clusterexternalsecrets',
      'clusterexternalsecrets/status',
      'externalsecrets',
      'externalsecrets/status',
      'clustersecretstores',
      'clustersecretstores/status',
      'secretstores',
      'secretstores/status',
    ]);
    expect(await names('/apis/external-secrets.io/v1alpha1')).toEqual([
      'pushsecrets',
      'pushsecrets/status',
      'clusterpushsecrets',
      'clusterpushsecrets/status',
    ]);
  });
});
