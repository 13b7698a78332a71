import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  deliveriesResponseSchema,
  distributionResponseSchema,
  distributionsResponseSchema,
  usageResponseSchema,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { replaceWords } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import {
  distribution,
  distributionResponse,
  distributionsResponse,
} from '../../__testUtils__/distributionFixtures';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import {
  available,
  cluster,
  delivery,
  deliveryIn,
  kinds,
  plan,
  response,
} from '../../__testUtils__/fixtures';
import { renderPlatform } from '../../__testUtils__/renderPlatform';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import {
  usageOf,
  usageResponse,
  user as consumer,
} from '../../__testUtils__/usageFixtures';
import { SecretsTab } from './SecretsTab';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

/** Names the place of each word, so that a test finds all of them. */
const byPlace = (
  _word: string,
  _known: readonly string[],
  path: readonly (string | number)[],
) =>
  `new-${path
    .filter(step => typeof step === 'string')
    .join('-')}`.toLowerCase();

const unreadable = {
  observedAt: null,
  error: {
    code: 'forbidden',
    message: message('no-answer', { problem: 'may not list it' }),
  },
  count: null,
};

describe('what a newer backend answers', () => {
  it('is shown on the tab, in the drawer and in the dialog as it is named', async () => {
    const user = userEvent.setup();
    backend.deliveries = replaceWords(
      deliveriesResponseSchema,
      response({
        deliveries: [
          deliveryIn('failed', 'git-credentials', {
            warnings: [
              {
                code: 'contested',
                parameters: { secret: 'something-new' },
              },
            ],
          }),
        ],
        available: [
          available('gh-oauth'),
          available('for-others', {
            requestable: false,
            reason: message('other-owners', { owners: ['trading'] }),
            plan: null,
          }),
        ],
        skippedClusters: [{ name: 'cloud', reason: message('url-missing') }],
        clusters: [cluster({ kinds: kinds({ events: unreadable }) })],
      }),
      byPlace,
    );
    backend.usage = replaceWords(
      usageResponseSchema,
      usageResponse([usageOf('git-credentials', { users: [consumer()] })], {
        unreadable: [
          {
            resource: 'jobs',
            code: 'failing',
            message: message('watch-silent'),
          },
        ],
      }),
      byPlace,
    );
    backend.mode = 'new-mode';
    renderWithEntity(clock => <SecretsTab clock={clock} />);

    const row = await within(
      await screen.findByRole('region', { name: 'Needs attention' }),
    ).findByRole('listitem');
    expect(row).toHaveTextContent('new-deliveries-state');
    expect(row).toHaveTextContent('new-deliveries-remedy-by');
    expect(row).toHaveTextContent('new-deliveries-summary-code');
    expect(row).toHaveTextContent(
      'new-deliveries-warnings-code (secret: something-new).',
    );
    expect(screen.getByText('1 new-deliveries-state')).toBeInTheDocument();
    expect(
      screen.getByText(
        /Cannot read .*new-clusters-kinds-events.*: new-clusters-kinds-events-error-message-code \(problem: may not list it\)\./,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Cluster cloud is not observed: new-skippedclusters-reason-code.',
      ),
    ).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Why not? for-others' }),
    );
    expect(
      await screen.findByText('new-available-reason-code (owners: trading).'),
    ).toBeInTheDocument();

    await user.click(within(row).getByRole('button'));
    const drawer = await screen.findByRole('dialog');
    expect(drawer).toHaveTextContent('new-deliveries-state');
    expect(
      await within(drawer).findByText(
        'new-namespaces-deliveries-users-ways-way token in container app: new-namespaces-deliveries-users-ways-readat',
      ),
    ).toBeInTheDocument();
    expect(drawer).toHaveTextContent(
      'cannot read jobs in namespace backstage: new-namespaces-unreadable-message-code',
    );
    await user.click(within(drawer).getByRole('button', { name: 'Close' }));

    await user.click(
      await screen.findByRole('button', { name: 'Request gh-oauth' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Apply (new-mode)' }),
    ).toBeEnabled();
  });

  it('asks for a change in a way that has no name here yet', async () => {
    const user = userEvent.setup();
    backend.deliveries = response({
      deliveries: [delivery('gh-oauth')],
      requests: { mode: 'new-mode', allowed: true, reason: null },
    });
    backend.dryRun = plan('gh-oauth', {
      add: {},
      remove: ['secrets/gh-oauth'],
      arrives: [],
      leaves: [{ distribution: 'gh-oauth', secret: 'gh-oauth' }],
    });
    backend.mode = 'new-mode';
    renderWithEntity(clock => <SecretsTab clock={clock} />);
    await user.click(await screen.findByRole('button', { name: /^Use/ }));
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    await user.click(
      await screen.findByRole('button', { name: 'Apply (new-mode)' }),
    );
    expect(backend.posted.map(({ dryRun }) => dryRun)).toEqual([
      true,
      undefined,
    ]);
  });

  it('is shown on the platform page as it is named, and can be filtered by', async () => {
    const user = userEvent.setup();
    backend.distributions = () =>
      replaceWords(
        distributionsResponseSchema,
        distributionsResponse([distribution('gh-oauth')]),
        byPlace,
      );
    backend.distribution = () =>
      replaceWords(
        distributionResponseSchema,
        distributionResponse({
          distribution: distribution('gh-oauth', { states: { failed: 1 } }),
          findings: [
            { code: 'x', severity: 'error', field: 'spec', message: 'm' },
          ],
          deliveries: [deliveryIn('failed', 'gh-oauth')],
        }),
        byPlace,
      );
    renderPlatform();
    const row = await within(
      await screen.findByRole('region', { name: 'Needs attention' }),
    ).findByRole('listitem');
    expect(row).toHaveTextContent('new-distributions-states-synced');

    await user.click(within(row).getByRole('button'));
    const namespace = await within(
      await screen.findByRole('region', { name: 'Namespaces' }),
    ).findByRole('listitem');
    expect(namespace).toHaveTextContent('new-deliveries-state');
    expect(screen.getByText('new-findings-severity')).toBeInTheDocument();
    expect(screen.getByText(/new-distribution-store-kind/)).toBeInTheDocument();

    const chip = 'new-distribution-states-failed';
    await user.click(screen.getByRole('button', { name: `${chip} 1` }));
    expect(
      await screen.findByRole('button', { name: `${chip} 1`, pressed: true }),
    ).toBeInTheDocument();
    expect(backend.askedForDistributions.at(-1)).toBe(
      `/distributions/hub/gh-oauth?state=${chip}&limit=50`,
    );
  });
});
