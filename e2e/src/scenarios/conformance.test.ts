import { CONFORMANCE_FEATURES } from '@central-secrets/demo-cluster';
import { theWorld } from '../jest/globals';
import { namespace } from '../acceptance/manifests';
import { RealConformanceClient } from './conformanceClient';

describe('the real API server, as the demo cluster,', () => {
  const { platform } = theWorld();
  const { identity } = platform.api;
  const admin = new RealConformanceClient(identity);
  const nobody = new RealConformanceClient({
    ...identity,
    actingAs: { user: 'nobody' },
  });

  // Not the operator's writes are looked at here.
  beforeAll(() => platform.operator.pause());
  afterAll(async () => {
    platform.operator.resume();
    await admin.close();
    await nobody.close();
  });

  it.each(CONFORMANCE_FEATURES.map((feature, i) => ({ ...feature, i })))(
    '$name',
    async ({ check, i }) => {
      const name = `conformance-${i}`;
      await platform.controlPlane.kubectl.apply(namespace(name));
      const checked = check({ admin, nobody, namespace: name });
      await expect(checked).resolves.toBeUndefined();
    },
  );
});
