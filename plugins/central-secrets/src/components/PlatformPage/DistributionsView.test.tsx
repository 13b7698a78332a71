import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import {
  distribution,
  distributionsResponse,
} from '../../__testUtils__/distributionFixtures';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { cluster, kinds } from '../../__testUtils__/fixtures';
import { renderPlatform } from '../../__testUtils__/renderPlatform';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

const section = (name: string) => screen.findByRole('region', { name });
const rowsOf = async (name: string) =>
  within(await section(name)).getAllByRole('listitem');

describe('a skipped cluster', () => {
  it('is named with the reason, and the page does not say that there are no distributions', async () => {
    backend.distributions = () =>
      distributionsResponse([], {
        skippedClusters: [{ name: 'cloud', reason: message('url-missing') }],
      });
    renderPlatform();
    expect(
      await screen.findByText(
        'Cluster cloud is not observed: The url is missing.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Unknown: no cluster is observed'),
    ).toBeInTheDocument();
    expect(screen.queryByText('No distributions yet')).toBeNull();
  });
});

describe('the page of distributions', () => {
  it('says that it is loading until there is an answer', async () => {
    let release = () => {};
    backend.heldBy = new Promise(resolve => {
      release = resolve;
    });
    renderPlatform();
    expect(
      await screen.findByText('Loading the distributions'),
    ).toBeInTheDocument();
    release();
    expect(
      await screen.findByRole('heading', { name: 'Distributions' }),
    ).toBeInTheDocument();
  });

  it('shows what needs attention first, with how many namespaces are in which state', async () => {
    backend.distributions = () =>
      distributionsResponse([
        distribution('fine', { description: 'Pull images' }),
        distribution('broken', {
          states: { synced: 40, failed: 2 },
          findings: { errors: 1, warnings: 2, notes: 0, complete: false },
        }),
      ]);
    renderPlatform();

    const [broken] = await rowsOf('Needs attention');
    expect(broken).toHaveTextContent(/^Failed/);
    expect(broken).toHaveTextContent('42 namespaces: 2 Failed · 40 Synced');
    expect(broken).toHaveTextContent('1 error in its manifest');
    expect(broken).toHaveTextContent('2 warnings about its manifest');
    expect(broken).toHaveTextContent('Some templates are still being judged.');
    expect(broken).toHaveTextContent('counted 2 s ago');
    const [fine] = await rowsOf('Healthy');
    expect(fine).toHaveTextContent('Pull images');
    expect(fine).toHaveTextContent('3 namespaces');
    expect(
      screen.getByText(
        '2 distributions · 1 needs attention · 43 of 45 copies synced',
      ),
    ).toBeInTheDocument();
  });

  it('says how old the hub index is, where there is one', async () => {
    const indexed = (change: object) => ({
      updatedAt: '2026-11-23T05:58:00Z',
      current: true,
      entries: 5,
      leftOut: 0,
      ...change,
    });
    backend.distributions = () =>
      distributionsResponse([distribution('one')], {
        answeredAt: '2026-11-23T06:00:00Z',
        clusters: [
          cluster({ hubIndex: indexed({}) }),
          cluster({
            name: 'spoke',
            title: 'Spoke',
            hubIndex: indexed({ current: false, leftOut: 2 }),
          }),
          cluster({ name: 'plain', hubIndex: null }),
        ],
      });
    renderPlatform();
    const lines = await screen.findAllByText(/^Hub index of/);
    expect(lines.map(line => line.textContent)).toEqual([
      expect.stringMatching(/^Hub index of .*: 2 min old$/),
      'Hub index of Spoke: 2 min old, no longer renewed. Check the Deployment central-secrets-hub-index. · 2 sources left out',
    ]);
  });

  it('leads to each distribution', async () => {
    backend.distributions = () => distributionsResponse([distribution('one')]);
    renderPlatform();
    expect(
      await screen.findByRole('button', {
        name: 'Details of one',
      }),
    ).toHaveAttribute('href', '/central-secrets/distributions/hub/one');
  });

  it('shows one of several clusters alone, and keeps that in the address', async () => {
    const user = userEvent.setup();
    backend.distributions = () =>
      distributionsResponse(
        [distribution('one'), distribution('two', { cluster: 'spoke' })],
        { clusters: [cluster(), cluster({ name: 'spoke', title: 'Spoke' })] },
      );
    renderPlatform();
    expect(await rowsOf('Healthy')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Spoke' }));
    const [row, ...others] = await rowsOf('Healthy');
    expect(row).toHaveTextContent('two');
    expect(row).toHaveTextContent('cluster Spoke');
    expect(others).toEqual([]);
    expect(screen.getByRole('button', { name: 'Spoke' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  it('shows a cluster of the address alone', async () => {
    backend.distributions = () =>
      distributionsResponse(
        [distribution('one'), distribution('two', { cluster: 'spoke' })],
        { clusters: [cluster(), cluster({ name: 'spoke' })] },
      );
    renderPlatform('?cluster=spoke');
    expect(await rowsOf('Healthy')).toHaveLength(1);
  });

  it('never calls unknown what arrives "none", and names what cannot be read', async () => {
    const error = {
      code: 'forbidden',
      message: message('no-answer', { problem: 'it may not be listed' }),
    };
    backend.distributions = () =>
      distributionsResponse([distribution('one', { states: null })], {
        clusters: [
          cluster({
            kinds: kinds({
              namespaces: { observedAt: null, count: null, error },
            }),
          }),
        ],
      });
    renderPlatform();
    const [row] = await rowsOf('Needs attention');
    expect(row).toHaveTextContent(/^Unknown/);
    expect(row).toHaveTextContent('Not counted yet.');
    expect(screen.getByRole('note')).toHaveTextContent(
      'Cannot read Namespaces of cluster hub: it may not be listed.',
    );
  });

  it('says how distributions come to be where there are none', async () => {
    renderPlatform();
    expect(
      await screen.findByRole('heading', { name: 'No distributions yet' }),
    ).toBeInTheDocument();
  });

  it('shows nothing to who may not see it, and says which permission is missing', async () => {
    backend.distributions = () => ({
      status: 403,
      name: 'NotAllowedError',
      message: 'You do not have the permission central-secrets.platform.read',
    });
    renderPlatform();
    expect(
      await screen.findByText(
        /Cannot show the distributions: You do not have the permission central-secrets\.platform\.read/,
      ),
    ).toBeInTheDocument();
  });

  it('asks again every ten seconds, and keeps what it knows when that fails', async () => {
    backend.distributions = () => distributionsResponse([distribution('one')]);
    const { clock } = renderPlatform();
    await section('Healthy');
    backend.distributions = () => ({
      status: 500,
      name: 'InternalServerError',
      message: 'it broke',
    });
    await clock.advance(10_000);
    expect(
      await screen.findByText(/Refreshing failed: it broke/),
    ).toBeInTheDocument();
    expect(await rowsOf('Healthy')).toHaveLength(1);

    backend.distributions = () => distributionsResponse([distribution('two')]);
    await clock.advance(10_000);
    await waitFor(async () =>
      expect((await rowsOf('Healthy'))[0]).toHaveTextContent('two'),
    );
  });
});
