import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import type { ClusterNotice } from '@central-secrets/backstage-plugin-central-secrets-common';
import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import {
  distribution,
  distributionsResponse,
} from '../../__testUtils__/distributionFixtures';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { cluster } from '../../__testUtils__/fixtures';
import { renderPlatform } from '../../__testUtils__/renderPlatform';
import { store, storesResponse } from '../../__testUtils__/storeFixtures';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

const remedy = {
  by: 'platform',
  ...message('check-store', { store: 'ClusterSecretStore vault' }),
  command: 'kubectl describe clustersecretstore vault',
};
const outage: ClusterNotice = {
  cluster: 'hub',
  ...message('store-down', {
    store: 'ClusterSecretStore vault',
    count: 212,
    at: '2026-11-23T14:02:00Z',
  }),
  reason: message('store-fault.sealed', { store: 'ClusterSecretStore vault' }),
  certainty: 'proven',
  remedy,
};

const rows = async () =>
  within(await screen.findByRole('region', { name: 'Stores' })).getAllByRole(
    'listitem',
  );

describe('the notices of the platform page', () => {
  it('tell a fault that many deliveries share once, with its reason and remedy, to a screen reader too', async () => {
    backend.distributions = () =>
      distributionsResponse([distribution('oauth')], { notices: [outage] });
    renderPlatform();
    const status = await screen.findByRole('status', {
      name: 'Faults that many deliveries share',
    });
    expect(status).toHaveTextContent(
      'ClusterSecretStore vault stopped working 2026-11-23 14:02 UTC: all 212 deliveries that read it fail.',
    );
    expect(status).toHaveTextContent(
      'The provider of ClusterSecretStore vault is sealed.',
    );
    expect(status).toHaveTextContent('Platform team can fix this');
    expect(within(status).getAllByRole('note')).toHaveLength(1);
  });

  it('name the cluster where there are several, and show a code of a newer backend', async () => {
    backend.distributions = () =>
      distributionsResponse([], {
        clusters: [cluster(), cluster({ name: 'cloud', title: 'The cloud' })],
        notices: [
          {
            ...outage,
            cluster: 'cloud',
            code: 'moon-phase',
            parameters: {},
            reason: null,
          },
        ],
      });
    renderPlatform();
    const [note] = within(
      await screen.findByRole('status', {
        name: 'Faults that many deliveries share',
      }),
    ).getAllByRole('note');
    expect(note).toHaveTextContent('cluster The cloud');
    expect(note).toHaveTextContent('moon-phase');
  });

  it('are none of an older backend', async () => {
    renderPlatform();
    const status = await screen.findByRole('status', {
      name: 'Faults that many deliveries share',
    });
    expect(status).toBeEmptyDOMElement();
  });
});

describe('the stores on the platform page', () => {
  it('say whether they are ready, why not, and how much depends on them', async () => {
    backend.stores = storesResponse([
      store('vault', {
        ready: false,
        summary: message('store-fault.credential-missing', {
          store: 'ClusterSecretStore vault',
          secret: 'vault-token',
          namespace: 'external-secrets',
        }),
        remedy,
        dependents: { distributions: 2, deliveries: 12, failing: 7 },
      }),
      store('central', {
        dependents: { distributions: 1, deliveries: 1, failing: 0 },
      }),
      store('lonely', {
        ready: null,
        dependents: { distributions: 0, deliveries: 0, failing: 0 },
      }),
    ]);
    renderPlatform();
    const [vault, central, lonely] = await rows();
    expect(vault).toHaveTextContent(/^Store unavailable/);
    expect(vault).toHaveTextContent(
      'ClusterSecretStore vault cannot log in: its Secret vault-token in namespace external-secrets does not exist.',
    );
    expect(vault).toHaveTextContent('2 distributions, 12 deliveries · 7 fail');
    expect(vault).toHaveTextContent('stopped working 5 min ago');
    expect(central).toHaveTextContent(/^Ready/);
    expect(central).toHaveTextContent('1 distribution, 1 delivery');
    expect(lonely).toHaveTextContent(/^Unknown/);
    expect(lonely).toHaveTextContent('No distribution reads it.');
    expect(within(lonely).queryByRole('button')).toBeNull();
  });

  it('lead to the distributions that read them, and back to all', async () => {
    backend.stores = storesResponse([store('vault')]);
    backend.distributions = () =>
      distributionsResponse([distribution('oauth')]);
    const { search } = renderPlatform();
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show distributions of vault',
      }),
    );
    expect(search()).toBe('?store=vault');
    await waitFor(() =>
      expect(backend.askedForDistributions.at(-1)).toContain('store=vault'),
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show all, not only those of store vault',
      }),
    );
    expect(search()).toBe('');
  });

  it('are left out where an older backend does not know them', async () => {
    backend.stores = {
      status: 404,
      name: 'NotFoundError',
      message: 'There is no GET of this address',
    };
    backend.distributions = () =>
      distributionsResponse([distribution('oauth')]);
    renderPlatform();
    expect(await screen.findByText('oauth')).toBeInTheDocument();
    expect(screen.queryByText(/Cannot load the stores/)).toBeNull();
    expect(screen.queryByRole('region', { name: 'Stores' })).toBeNull();
  });

  it('say why they cannot be shown', async () => {
    backend.stores = {
      status: 500,
      name: 'Error',
      message: 'the backend is starting',
    };
    renderPlatform();
    expect(
      await screen.findByText(/Cannot load the stores: .*starting/),
    ).toBeInTheDocument();
  });
});
