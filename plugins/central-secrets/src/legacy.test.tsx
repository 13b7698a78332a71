import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router-dom';
import {
  distribution,
  distributionsResponse,
} from './__testUtils__/distributionFixtures';
import { BACKEND_URL, FakeBackend } from './__testUtils__/FakeBackend';
import {
  backstageComponent,
  delivery,
  response,
} from './__testUtils__/fixtures';
import {
  centralSecretsApiRef,
  CentralSecretsPage,
  centralSecretsPlugin,
  EntityCentralSecretsCard,
  EntityCentralSecretsContent,
  isCentralSecretsAvailable,
} from './legacy';

const server = setupServer();
registerMswTestHooks(server);

/** The components are loaded only when they are shown. */
const LOADING = { timeout: 20_000 };

describe('the plugin for the old frontend system', () => {
  it('shows the same tab and card', async () => {
    const backend = new FakeBackend(server);
    backend.deliveries = response({ deliveries: [delivery('one')] });
    const client = new CentralSecretsClient({
      discoveryApi: mockApis.discovery({ baseUrl: BACKEND_URL }),
      fetchApi: { fetch },
    });
    await renderInTestApp(
      <TestApiProvider apis={[[centralSecretsApiRef, client]]}>
        <EntityProvider entity={backstageComponent}>
          <EntityCentralSecretsCard />
          <Routes>
            <Route path="/secrets" element={<EntityCentralSecretsContent />} />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      { routeEntries: ['/secrets'] },
    );

    expect(
      await screen.findByRole(
        'heading',
        { name: 'Secrets of backstage' },
        LOADING,
      ),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: /All secrets/ }),
    ).toHaveAttribute('href', '/secrets');
  }, 30_000);

  it('has the page of those who keep the platform, with its header', async () => {
    const backend = new FakeBackend(server);
    backend.distributions = () => distributionsResponse([distribution('one')]);
    const client = new CentralSecretsClient({
      discoveryApi: mockApis.discovery({ baseUrl: BACKEND_URL }),
      fetchApi: { fetch },
    });
    await renderInTestApp(
      <TestApiProvider apis={[[centralSecretsApiRef, client]]}>
        <Routes>
          <Route path="/central-secrets" element={<CentralSecretsPage />} />
        </Routes>
      </TestApiProvider>,
      { routeEntries: ['/central-secrets'] },
    );
    expect(
      await screen.findByRole('heading', { name: 'Distributions' }, LOADING),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Central secrets' }),
    ).toBeInTheDocument();
    // One landmark, for users who navigate by landmarks.
    expect(screen.getByRole('main')).toContainElement(
      screen.getByRole('heading', { name: 'Distributions' }),
    );
    expect(
      screen.getByRole('button', { name: 'Details of one' }),
    ).toHaveAttribute('href', '/central-secrets/distributions/hub/one');
  }, 30_000);

  it('is for entities that may have a namespace', () => {
    const isShown = (kind: string) =>
      isCentralSecretsAvailable({ ...backstageComponent, kind });
    expect(['Component', 'System', 'API', 'Resource'].every(isShown)).toBe(
      true,
    );
    expect(['User', 'Group', 'Location'].some(isShown)).toBe(false);
  });

  it('has the client', () => {
    expect([...centralSecretsPlugin.getApis()].map(({ api }) => api)).toEqual([
      centralSecretsApiRef,
    ]);
  });
});
