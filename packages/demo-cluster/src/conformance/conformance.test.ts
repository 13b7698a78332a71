import { DemoCluster, startDemoCluster } from '../startDemoCluster';
import { httpClient } from '../testUtils/httpClient';
import { namespace } from '../testUtils/objects';
import { CONFORMANCE_FEATURES } from '.';

describe('the demo cluster, as a real API server,', () => {
  const NOBODY = 'not-a-real-token-of-nobody';
  let demo: DemoCluster;
  beforeAll(async () => {
    demo = await startDemoCluster({ world: 'empty' });
    // Not its own writes are looked at here.
    demo.operator.pause();
    demo.identities.set(NOBODY, { user: 'nobody', userGroups: [], rules: [] });
  });
  afterAll(() => demo.stop());

  it.each(CONFORMANCE_FEATURES.map((feature, i) => ({ ...feature, i })))(
    '$name',
    async ({ check, i }) => {
      demo.api.create(namespace(`conformance-${i}`));
      const checked = check({
        admin: httpClient(demo),
        nobody: httpClient(demo, NOBODY),
        namespace: `conformance-${i}`,
      });
      await expect(checked).resolves.toBeUndefined();
    },
  );
});
