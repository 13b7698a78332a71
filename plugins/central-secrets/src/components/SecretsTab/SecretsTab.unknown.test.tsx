import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import {
  before,
  binding,
  cluster,
  delivery,
  deliveryIn,
  kinds,
  MINUTE_MS,
  response,
} from '../../__testUtils__/fixtures';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import { SecretsTab } from './SecretsTab';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

const renderTab = () => renderWithEntity(clock => <SecretsTab clock={clock} />);

const section = (name: string) => screen.findByRole('region', { name });

const expectNoRows = () =>
  expect(screen.queryByRole('listitem', { hidden: false })).toBeNull();

describe('the Secrets tab', () => {
  describe('when something is not known', () => {
    it('names a skipped cluster with the reason, and does not say that there are no secrets', async () => {
      backend.deliveries = response({
        skippedClusters: [
          {
            name: 'cloud',
            reason: message('auth-provider-unsupported', {
              authProvider: 'google',
            }),
          },
          {
            name: null,
            reason: { code: 'located-elsewhere', parameters: { by: 'gke' } },
          },
        ],
      });
      renderTab();
      expect(
        await screen.findByText(
          /^Cluster cloud is not observed: The authProvider 'google' signs in each user .* serviceAccountToken\.$/,
        ),
      ).toBeInTheDocument();
      expect(
        screen.getByText(
          'Some clusters are not observed: located-elsewhere (by: gke).',
        ),
      ).toBeInTheDocument();
      expect(
        screen.getByText('Unknown: the cluster is not observed'),
      ).toBeInTheDocument();
    });

    it('does not ask for an annotation where every cluster is skipped', async () => {
      backend.deliveries = response({
        bindings: [],
        clusters: [],
        skippedClusters: [{ name: 'cloud', reason: message('url-missing') }],
      });
      renderTab();
      expect(
        await screen.findByText(
          'Cluster cloud is not observed: The url is missing.',
        ),
      ).toBeInTheDocument();
      expect(
        screen.queryByText(/backstage.io\/kubernetes-namespace/),
      ).toBeNull();
    });

    it('shows nothing of an unconfirmed namespace but how to confirm it', async () => {
      backend.deliveries = response({
        bindings: [
          binding({
            exists: null,
            confirmed: false,
            confirmedBy: null,
            confirmWith:
              'kubectl annotate namespace backstage central-secrets/entity-ref=component:default/backstage',
          }),
        ],
      });
      renderTab();

      expect(
        await screen.findByText('Namespace backstage is not confirmed'),
      ).toBeInTheDocument();
      expect(
        screen.getByRole('group', { name: 'Copy command' }),
      ).toHaveTextContent(/^kubectl annotate namespace backstage/);
      expect(
        screen.getByRole('button', { name: 'Copy command' }),
      ).toBeEnabled();
      expectNoRows();
      expect(
        screen.getByText('Hidden until the namespace is confirmed'),
      ).toBeInTheDocument();
    });

    it('says what the answer does not hold', async () => {
      backend.deliveries = response({
        deliveries: [delivery('oauth')],
        leftOut: {
          namespaces: 950,
          deliveries: { synced: 3_400, failed: 1 },
          available: 1,
        },
      });
      renderTab();
      const notes = await screen.findAllByRole('note');
      expect(notes.map(({ textContent }) => textContent)).toEqual([
        'Only the first 50 namespaces are read: 950 more are ignored. Shorten the annotation backstage.io/kubernetes-namespace.',
        '3401 more deliveries are not shown: 1 Failed · 3400 Synced. List them with kubectl get externalsecrets.',
        '1 more available distribution is not shown.',
      ]);
    });

    it('says what to do in either case, where an unconfirmed namespace may not exist', async () => {
      backend.deliveries = response({
        bindings: [
          binding({ exists: null, confirmed: false, confirmWith: 'kubectl …' }),
        ],
        clusters: [cluster({ namespaces: [] })],
      });
      renderTab();

      const notice = await screen.findByRole('note');
      for (const part of [
        'The namespace does not confirm this, or does not exist.',
        'If the namespace exists, ask the platform team to confirm it.',
        'If not, create it, or correct the annotation in the catalog file.',
        'Backstage reads only some namespaces of cluster hub',
      ]) {
        expect(notice).toHaveTextContent(part);
      }
    });

    it('says in one line that a namespace is not confirmed in another cluster, and shows the rest as usual', async () => {
      backend.deliveries = response({
        bindings: [
          binding(),
          binding({
            cluster: 'edge',
            exists: null,
            confirmed: false,
            confirmWith: 'kubectl …',
          }),
        ],
        clusters: [cluster(), cluster({ name: 'edge' })],
      });
      renderTab();

      expect(await screen.findByRole('note')).toHaveTextContent(
        'In cluster edge, namespace backstage is not confirmed or does not exist.',
      );
      expect(
        screen.getByRole('heading', { name: 'No secrets yet' }),
      ).toBeInTheDocument();
      expect(screen.queryByText('kubectl …')).not.toBeInTheDocument();
      expect(
        screen.queryByRole('group', { name: 'Show only one namespace' }),
      ).not.toBeInTheDocument();
    });

    it('names a namespace that does not exist', async () => {
      backend.deliveries = response({
        bindings: [binding({ exists: false, confirmed: false })],
      });
      renderTab();
      expect(
        await screen.findByText('Namespace backstage does not exist'),
      ).toBeInTheDocument();
    });

    it('does not say that nothing arrives where the definitions are gone', async () => {
      const kind = {
        observedAt: before(3 * MINUTE_MS),
        error: {
          code: 'not-installed',
          message: message('no-answer', {
            problem: 'The cluster serves no externalsecrets',
          }),
        },
        count: null,
      };
      backend.deliveries = response({
        clusters: [
          cluster({
            kinds: kinds({
              externalsecrets: kind,
              clusterexternalsecrets: kind,
            }),
          }),
        ],
      });
      renderTab();
      expect(
        await screen.findByText('Unknown: the cluster is not observed'),
      ).toBeInTheDocument();
      expect(
        screen.getByText(/Cannot read .*: The cluster serves no/),
      ).toBeInTheDocument();
      expect(screen.queryByText('No secrets yet')).toBeNull();
      expectNoRows();
    });

    it.each([
      [300_000, '5 min ahead'],
      [-300_000, '5 min behind'],
    ])(
      'says that a cluster’s clock is %d ms off',
      async (clockOffsetMs, text) => {
        backend.deliveries = response({
          deliveries: [deliveryIn('synced')],
          clusters: [cluster({ clockOffsetMs })],
        });
        renderTab();
        expect(
          await screen.findByText(
            new RegExp(`The clock of cluster hub is ${text}`),
          ),
        ).toBeInTheDocument();
      },
    );

    it('says why a cluster is not observed and since when, and keeps its rows as Unknown', async () => {
      const error = {
        code: 'unreachable',
        message: message('no-answer', { problem: 'connection refused' }),
      };
      const kind = { observedAt: before(3 * MINUTE_MS), error, count: null };
      backend.deliveries = response({
        deliveries: [deliveryIn('unknown')],
        bindings: [binding({ exists: null })],
        clusters: [
          cluster({
            reachable: false,
            kinds: kinds({
              namespaces: kind,
              clusterexternalsecrets: kind,
              externalsecrets: kind,
            }),
          }),
        ],
      });
      renderTab();

      expect(
        await screen.findByText(
          /No connection to cluster hub: connection refused. Last update 3 min ago/,
        ),
      ).toBeInTheDocument();
      expect(screen.getByText('3 min old')).toBeInTheDocument();
      expect(screen.getByText('1 unknown')).toBeInTheDocument();
    });

    it('says that nothing is known instead of counting nothing, where a cluster was never seen', async () => {
      const error = {
        code: 'connecting',
        message: message('no-answer', { problem: 'still connecting' }),
      };
      const never = { observedAt: null, error, count: null };
      backend.deliveries = response({
        bindings: [binding({ exists: null, confirmed: false })],
        clusters: [
          cluster({ reachable: false, kinds: kinds({ namespaces: never }) }),
        ],
      });
      renderTab();

      expect(
        await screen.findByText('Unknown: the cluster is not observed'),
      ).toBeInTheDocument();
      expect(screen.getByText('never seen')).toBeInTheDocument();
      expect(
        screen.getByText('Cannot observe namespace backstage'),
      ).toBeInTheDocument();
      expect(screen.queryByText(/\b0\b/)).not.toBeInTheDocument();
    });

    it('names the kinds that cannot be read, and why', async () => {
      const error = {
        code: 'forbidden',
        message: message('no-answer', { problem: 'stores is forbidden' }),
      };
      backend.deliveries = response({
        deliveries: [delivery('one')],
        clusters: [
          cluster({
            kinds: kinds({
              secretstores: { observedAt: null, error, count: null },
              clustersecretstores: { observedAt: null, error, count: null },
            }),
          }),
        ],
      });
      renderTab();

      expect(
        await screen.findByText(
          /Cannot read ClusterSecretStores, SecretStores of cluster hub: stores is forbidden/,
        ),
      ).toBeInTheDocument();
    });
  });

  describe('when the backend does not answer as it should', () => {
    it('shows the error in its own words, and asks again on demand', async () => {
      backend.deliveries = {
        status: 503,
        name: 'ServiceUnavailableError',
        message: 'the catalog does not answer',
      };
      renderTab();

      expect(
        await screen.findByText(
          /Cannot show the secrets of backstage: the catalog does not answer/,
        ),
      ).toBeInTheDocument();

      backend.deliveries = response({ deliveries: [delivery('one')] });
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await section('Synced')).toBeInTheDocument();
    });

    it('keeps what was known, and says how old it is, when refreshing fails', async () => {
      backend.deliveries = response({ deliveries: [delivery('one')] });
      const { clock } = renderTab();
      await section('Synced');

      backend.deliveries = {
        status: 500,
        name: 'Error',
        message: 'out of order',
      };
      await clock.advance(15_000);

      expect(
        await screen.findByText(
          'Data is 15 s old. Refreshing failed: out of order',
        ),
      ).toBeInTheDocument();
      expect(await section('Synced')).toBeInTheDocument();
      expect(screen.getByText('17 s old')).toBeInTheDocument();
    });

    it('shows nothing any more once the reader may not see it', async () => {
      backend.deliveries = response({ deliveries: [delivery('one')] });
      const { clock } = renderTab();
      await section('Synced');

      backend.deliveries = {
        status: 403,
        name: 'NotAllowedError',
        message: 'not yours',
      };
      await clock.advance(15_000);

      expect(
        await screen.findByText(
          /Cannot show the secrets of backstage: not yours/,
        ),
      ).toBeInTheDocument();
      expectNoRows();
    });
  });
});
