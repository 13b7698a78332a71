import {
  renderMessage,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { namespace } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { ChangeRefusedError, UnknownOutcomeError } from './NamespaceWriter';
import {
  NOW,
  setUpRequests as setUp,
  shop,
} from '../__testUtils__/setUpRequests';

describe('RequestService', () => {
  it('sets the label, and records who asked', async () => {
    const { ask, writer, history } = setUp();
    await expect(ask()).resolves.toEqual({
      plan: expect.objectContaining({
        cluster: 'hub',
        namespace: 'shop',
        add: { 'secrets/registry': 'true' },
        arrives: [expect.objectContaining({ distribution: 'registry' })],
      }),
      applied: true,
      requestId: 'request-1',
      mode: 'cluster',
      pullRequestUrl: null,
    });
    expect(writer.labels('shop')).toEqual(
      expect.objectContaining({ 'secrets/registry': 'true' }),
    );
    expect([...history.recorded.values()]).toEqual([
      {
        id: 'request-1',
        entityRef: 'component:default/shop',
        cluster: 'hub',
        namespace: 'shop',
        distribution: 'registry',
        action: 'add',
        labels: { add: { 'secrets/registry': 'true' }, remove: [] },
        userRef: 'user:default/mock',
        requestedAt: NOW,
        outcome: 'applied',
      },
    ]);
  });

  it('is recorded with the reason that the user gives', async () => {
    const { ask, history } = setUp();
    await ask({ reason: 'We pull images.' });
    expect(history.recorded.get('request-1')).toEqual(
      expect.objectContaining({
        outcome: 'applied',
        reason: 'We pull images.',
      }),
    );
  });

  it('takes the label away again', async () => {
    const { ask, writer } = setUp({
      now: shop({ 'secrets/registry': 'true' }),
    });
    const { plan } = await ask({ action: 'remove' });
    expect(plan.leaves).toEqual([
      { distribution: 'registry', secret: 'registry' },
    ]);
    expect(writer.labels('shop')).not.toHaveProperty(['secrets/registry']);
  });

  it('checks the permission with the rights of the user, for this entity', async () => {
    const { ask, permissions } = setUp();
    await ask();
    expect(permissions.authorize).toHaveBeenCalledWith(
      [
        expect.objectContaining({
          permission: expect.objectContaining({
            name: 'central-secrets.request.create',
          }),
          resourceRef: 'component:default/shop',
        }),
      ],
      { credentials: mockCredentials.user() },
    );
  });

  it('writes nothing where it is already so, and says that it is so', async () => {
    const { ask, writer, history } = setUp({
      now: shop({ 'secrets/registry': 'true' }),
    });
    await expect(ask()).resolves.toEqual(
      expect.objectContaining({
        applied: true,
        plan: expect.objectContaining({ add: {}, remove: [] }),
      }),
    );
    expect(writer.sent).toEqual([]);
    expect(history.recorded.get('request-1')?.outcome).toBe('unchanged');
  });

  it('believes the cluster rather than an inventory that is a moment behind', async () => {
    const { ask, writer } = setUp();
    writer.put(shop({ 'secrets/registry': 'true' }));
    await ask({ action: 'remove' });
    expect(writer.labels('shop')).not.toHaveProperty(['secrets/registry']);
  });

  describe('when somebody else changes the namespace in between', () => {
    it('plans again from what the namespace has become', async () => {
      const { ask, writer } = setUp();
      writer.before.push(() => writer.put(shop({ team: 'shop' })));
      await expect(ask()).resolves.toEqual(
        expect.objectContaining({ applied: true }),
      );
      expect(writer.sent).toHaveLength(2);
      expect(writer.labels('shop')).toEqual(
        expect.objectContaining({ team: 'shop', 'secrets/registry': 'true' }),
      );
    });

    it('gives up after three tries', async () => {
      const { ask, writer, history } = setUp();
      for (let i = 0; i < 5; i++) {
        writer.before.push(() => writer.put(shop({ count: String(i) })));
      }
      await expect(ask()).rejects.toThrow('changed by somebody else');
      expect(writer.sent).toHaveLength(3);
      expect(history.recorded.get('request-1')?.outcome).toBe('failed');
    });

    it('does not go on where the namespace no longer confirms the binding', async () => {
      const { ask, writer } = setUp();
      writer.before.push(() => writer.put(namespace('shop')));
      await expect(ask()).rejects.toThrow(
        /no longer confirms that it belongs to component:default\/shop/,
      );
      expect(writer.sent).toHaveLength(1);
    });
  });

  describe('as a dry run', () => {
    it('lets the cluster judge, changes nothing and records nothing', async () => {
      const { ask, writer, history } = setUp();
      await expect(ask({ dryRun: true })).resolves.toEqual({
        plan: expect.objectContaining({ add: { 'secrets/registry': 'true' } }),
        applied: false,
        requestId: null,
        mode: 'cluster',
        pullRequestUrl: null,
      });
      expect(writer.sent).toEqual([expect.objectContaining({ dryRun: true })]);
      expect(writer.labels('shop')).not.toHaveProperty(['secrets/registry']);
      expect(history.recorded.size).toBe(0);
    });

    it('says beforehand that the cluster would refuse', async () => {
      const { ask, writer } = setUp();
      writer.before.push(() => {
        throw new ChangeRefusedError(
          message('change-refused', {
            cluster: 'hub',
            namespace: 'shop',
            answer: 'denied by a policy',
          }),
        );
      });
      const { plan } = await ask({ dryRun: true });
      expect(plan.warnings.map(renderMessage)).toEqual([
        'Cluster hub refuses this change of namespace shop: denied by a policy',
      ]);
    });

    it('does not call a cluster that is away a refusal', async () => {
      const { ask, writer } = setUp();
      writer.before.push(() => {
        throw new ServiceUnavailableError('Cluster hub could not be reached');
      });
      await expect(ask({ dryRun: true })).rejects.toThrow(
        'Cluster hub could not be reached',
      );
    });
  });

  it('lets everybody with the permission ask where ownership is not required', async () => {
    const { ask } = setUp({
      groups: [],
      change: {
        requests: {
          mode: 'cluster',
          allowedLabels: ['secrets/*'],
          requireOwnership: false,
          maxPerMinute: 60,
          protectedNamespaces: [],
        },
      },
    });
    await expect(ask()).resolves.toEqual(
      expect.objectContaining({ applied: true }),
    );
  });

  describe('whose answer is lost', () => {
    const lose = () => {
      throw new UnknownOutcomeError('Cluster hub did not answer (reset)');
    };

    it('is applied where the namespace has the labels', async () => {
      const { ask, writer, history } = setUp();
      writer.after.push(lose);
      await expect(ask()).resolves.toEqual(
        expect.objectContaining({ applied: true, requestId: 'request-1' }),
      );
      expect(writer.sent).toHaveLength(1);
      expect(history.recorded.get('request-1')?.outcome).toBe('applied');
    });

    it('is applied where a removed label is gone', async () => {
      const { ask, writer, history } = setUp({
        now: shop({ 'secrets/registry': 'true' }),
      });
      writer.after.push(lose);
      await ask({ action: 'remove' });
      expect(history.recorded.get('request-1')?.outcome).toBe('applied');
    });

    it.each<[string, (started: ReturnType<typeof setUp>) => void, RegExp]>([
      [
        'the namespace cannot be read',
        ({ writer }) => {
          writer.after.push(lose);
          writer.beforeRead.push(
            () => {},
            () => {
              throw new ServiceUnavailableError('could not be reached');
            },
          );
        },
        /did not answer \(reset\), and the namespace cannot be read now; look again in a moment/,
      ],
      [
        'the namespace does not have the labels, which may still come',
        ({ writer }) => writer.before.push(lose),
        /did not answer \(reset\), and the namespace does not have the labels yet; look again in a moment/,
      ],
      [
        'the label was changed again meanwhile',
        ({ writer }) =>
          writer.after.push(() => {
            writer.put(shop({ 'secrets/registry': 'false' }));
            lose();
          }),
        /It is unknown whether the labels of shop have changed/,
      ],
    ])('is unknown where %s', async (_case, disturb, text) => {
      const started = setUp();
      disturb(started);
      const refusal = await started.ask().catch(error => error);
      expect(refusal).toEqual(
        expect.objectContaining({ name: 'ServiceUnavailableError' }),
      );
      expect(refusal.message).toMatch(text);
      expect(started.history.recorded.get('request-1')).toEqual(
        expect.objectContaining({
          outcome: 'unknown',
          labels: { add: { 'secrets/registry': 'true' }, remove: [] },
          detail: expect.stringContaining('did not answer (reset)'),
        }),
      );
    });
  });

  describe('and its record', () => {
    it('changes nothing that could not be recorded', async () => {
      const { ask, writer, history } = setUp();
      history.failing = 'begin';
      await expect(ask()).rejects.toThrow('The fake history fails at begin');
      expect(writer.sent).toEqual([]);
    });

    it('keeps why the cluster refused', async () => {
      const { ask, writer, history } = setUp();
      writer.before.push(() => {
        throw new NotAllowedError('Cluster hub refuses this change');
      });
      await expect(ask()).rejects.toThrow('Cluster hub refuses this change');
      expect(history.recorded.get('request-1')).toEqual(
        expect.objectContaining({
          outcome: 'failed',
          detail: expect.stringContaining('Cluster hub refuses this change'),
        }),
      );
    });

    it('says that the labels have changed even where the end could not be recorded', async () => {
      const { ask, history, logger } = setUp();
      history.failing = 'finish';
      await expect(ask()).resolves.toEqual(
        expect.objectContaining({ applied: true }),
      );
      expect(logger.error).toHaveBeenCalledWith(
        'The end of request request-1 could not be recorded',
        expect.any(Error),
      );
    });
  });
});
