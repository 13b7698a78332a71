import { startTestBackend } from '@backstage/backend-test-utils';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import scaffolderModuleCentralSecrets from '.';

describe('scaffolderModuleCentralSecrets', () => {
  it('adds its actions to the scaffolder', async () => {
    const addActions = jest.fn();

    await startTestBackend({
      extensionPoints: [[scaffolderActionsExtensionPoint, { addActions }]],
      features: [scaffolderModuleCentralSecrets],
    });

    expect(addActions).toHaveBeenCalledWith(
      expect.objectContaining({
        id: 'central-secrets:add-kustomize-resource',
        supportsDryRun: true,
      }),
      expect.objectContaining({
        id: 'central-secrets:plan-internal-distribution',
        supportsDryRun: true,
      }),
      expect.objectContaining({
        id: 'central-secrets:label-namespace',
        supportsDryRun: true,
      }),
      expect.objectContaining({
        id: 'central-secrets:label-namespace:pull-request',
        supportsDryRun: true,
      }),
      expect.objectContaining({
        id: 'central-secrets:wait',
        supportsDryRun: true,
      }),
    );
  });
});
