import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { chain, chainsResponse, push } from '../../__testUtils__/chainFixtures';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { delivery } from '../../__testUtils__/fixtures';
import { renderPlatform } from '../../__testUtils__/renderPlatform';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

const section = () =>
  screen.findByRole('region', { name: 'Internal distribution' });
const hopsOf = (path: string) =>
  screen.getByRole('list', { name: `Hops of ${path}` });
const HOPS = 'Hops of platform-data/postgres/temporal';

describe('internal distribution on the platform page', () => {
  it('shows a chain that is synced in one row, and its hops in order on demand, by keyboard', async () => {
    const user = userEvent.setup();
    const read = delivery('database', {
      namespace: 'temporal',
      externalSecret: 'database',
    });
    const rotation = {
      pushedAt: '2026-11-23T12:00:00Z',
      nextPushAt: null,
      current: 0,
      waiting: 1,
      completeBy: null,
    };
    backend.chains = chainsResponse([
      chain(undefined, { reads: [read], rotation }),
    ]);
    renderPlatform();
    const row = await section();
    expect(row).toHaveTextContent('Synced');
    expect(row).toHaveTextContent('A change takes 2 h at most');
    expect(row).toHaveTextContent('0 of 1 refreshed since the last push');
    expect(screen.queryByRole('list', { name: HOPS })).toBeNull();

    const button = screen.getByRole('button', {
      name: `Show ${HOPS.toLowerCase()}`,
      expanded: false,
    });
    button.focus();
    await user.keyboard('{Enter}');
    const hops = within(hopsOf('platform-data/postgres/temporal')).getAllByRole(
      'listitem',
    );
    expect(hops.map(({ textContent }) => textContent)).toEqual([
      'SyncedPushSecret platform-data/temporal← Secret temporal-password',
      'ClusterSecretStore vault-backend: platform-data/postgres/temporal',
      expect.stringMatching(/^SyncedExternalSecret temporal\/database→ Secret/),
    ]);
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('list', { name: HOPS })).toBeNull();
  });

  it('opens a chain that needs attention, and says why and who can act', async () => {
    const failed = push('temporal', {
      state: 'failed',
      cause: 'source-missing',
      certainty: 'likely',
      summary: message('push-source-missing', {
        secret: 'temporal-password',
        namespace: 'platform-data',
      }),
      remedy: {
        by: 'platform',
        ...message('restore-push-source', {
          name: 'temporal',
          namespace: 'platform-data',
        }),
        command: null,
      },
    });
    backend.chains = chainsResponse([
      chain(undefined, {
        state: 'failed',
        pushes: [failed],
        pushesLeftOut: 2,
        worstDelayMs: null,
        warnings: [message('path-not-read')],
      }),
    ]);
    renderPlatform();
    const row = await section();
    expect(row).toHaveTextContent(
      'The Secret temporal-password does not exist in namespace platform-data.',
    );
    expect(row).toHaveTextContent(
      /Platform team can fix this: Create the Secret/,
    );
    expect(row).toHaveTextContent(
      'No ExternalSecret is known to read the path.',
    );
    expect(row).toHaveTextContent('2 more PushSecrets');
    expect(row).toHaveTextContent('No upper limit for a change');
  });

  it('never rounds the delay down', async () => {
    backend.chains = chainsResponse([
      chain(undefined, { worstDelayMs: 5_430_000 }),
    ]);
    renderPlatform();
    expect(await section()).toHaveTextContent('A change takes 91 min at most');
  });

  it('says that PushSecrets are not known where they cannot be read, and not that there are none', async () => {
    backend.chains = chainsResponse([], {
      pushsecrets: {
        observedAt: null,
        error: {
          code: 'forbidden',
          message: message('no-answer', { problem: 'no right' }),
        },
        count: null,
      },
    });
    renderPlatform();
    const note = await screen.findByRole('note');
    expect(note).toHaveTextContent(
      'PushSecrets of cluster hub are not known. no right.',
    );
  });

  it('has no such part where nothing is pushed, or the backend is older', async () => {
    backend.chains = chainsResponse([], {
      pushsecrets: {
        observedAt: null,
        error: {
          code: 'not-installed',
          message: message('no-answer', { problem: 'none' }),
        },
        count: null,
      },
    });
    const { unmount } = renderPlatform();
    await screen
      .findByRole('heading', { name: 'Central secrets' })
      .catch(() => {});
    expect(
      screen.queryByRole('region', { name: 'Internal distribution' }),
    ).toBeNull();
    unmount();
    backend.chains = { status: 404, name: 'NotFoundError', message: 'none' };
    renderPlatform();
    await screen.findByRole('searchbox').catch(() => {});
    expect(screen.queryByText(/Cannot load internal/)).toBeNull();
  });

  it('says why it cannot be loaded, and tries again', async () => {
    const user = userEvent.setup();
    backend.chains = { status: 500, name: 'Error', message: 'broken' };
    renderPlatform();
    expect(
      await screen.findByText(/Cannot load internal distribution: broken/),
    ).toBeInTheDocument();
    backend.chains = chainsResponse([chain()]);
    await user.click(
      screen.getAllByRole('button', { name: 'Try again' }).at(-1)!,
    );
    expect(await section()).toHaveTextContent('Synced');
  });
});
