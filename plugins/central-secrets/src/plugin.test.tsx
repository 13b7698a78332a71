import {
  createExtensionTester,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  createFrontendModule,
  createTranslationMessages,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import {
  distribution,
  distributionsResponse,
} from './__testUtils__/distributionFixtures';
import { FakeBackend } from './__testUtils__/FakeBackend';
import {
  backstageComponent,
  delivery,
  response,
} from './__testUtils__/fixtures';
import centralSecretsPlugin, {
  centralSecretsTranslationRef,
  centralSecretsTranslations,
} from './index';

const server = setupServer();
registerMswTestHooks(server);

/** The components are loaded only when they are shown. */
const LOADING = { timeout: 20_000 };

describe('the plugin for the new frontend system', () => {
  it('brings the tab, the card and the client to an entity page', async () => {
    const backend = new FakeBackend(server);
    backend.deliveries = response({ deliveries: [delivery('one')] });
    renderTestApp({
      features: [centralSecretsPlugin],
      extensions: [createTestEntityPage({ entity: backstageComponent })],
    });

    expect(
      await screen.findByRole(
        'heading',
        { name: 'Secrets of backstage' },
        LOADING,
      ),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('All secrets', undefined, LOADING),
    ).toBeInTheDocument();
  }, 30_000);

  it('brings a page for those who keep the platform', async () => {
    const backend = new FakeBackend(server);
    backend.distributions = () => distributionsResponse([distribution('one')]);
    renderTestApp({
      features: [centralSecretsPlugin],
      initialRouteEntries: ['/central-secrets'],
    });
    expect(
      await screen.findByRole('heading', { name: 'Distributions' }, LOADING),
    ).toBeInTheDocument();
    // One landmark, for users who navigate by landmarks.
    expect(screen.getByRole('main')).toContainElement(
      screen.getByRole('heading', { name: 'Distributions' }),
    );
    expect(
      screen.getByRole('button', { name: 'Details of one' }),
    ).toHaveAttribute('href', '/central-secrets/distributions/hub/one');
  }, 30_000);

  it('shows the texts that the app has replaced', async () => {
    const backend = new FakeBackend(server);
    backend.distributions = () => distributionsResponse([distribution('one')]);
    const ownTexts = TranslationBlueprint.make({
      name: 'central-secrets',
      params: {
        resource: createTranslationMessages({
          ref: centralSecretsTranslationRef,
          messages: { 'platform.distributions': 'Shared credentials' },
        }),
      },
    });
    renderTestApp({
      features: [
        centralSecretsPlugin,
        createFrontendModule({ pluginId: 'app', extensions: [ownTexts] }),
      ],
      initialRouteEntries: ['/central-secrets'],
    });
    expect(
      await screen.findByRole(
        'heading',
        { name: 'Shared credentials' },
        LOADING,
      ),
    ).toBeInTheDocument();
  }, 30_000);

  it('speaks German in an app that does', async () => {
    // The app keeps the language there that the tests before were in.
    window.localStorage.clear();
    const backend = new FakeBackend(server);
    backend.distributions = () => distributionsResponse([distribution('one')]);
    const german = TranslationBlueprint.make({
      name: 'central-secrets',
      params: { resource: centralSecretsTranslations },
    });
    renderTestApp({
      features: [
        centralSecretsPlugin,
        createFrontendModule({ pluginId: 'app', extensions: [german] }),
      ],
      config: {
        backend: { baseUrl: 'http://localhost:7007' },
        app: {
          baseUrl: 'http://localhost:3000',
          extensions: [
            {
              'api:app/app-language': {
                config: {
                  availableLanguages: ['en', 'de'],
                  defaultLanguage: 'de',
                },
              },
            },
          ],
        },
      },
      initialRouteEntries: ['/central-secrets'],
    });
    expect(
      await screen.findByRole('heading', { name: 'Verteilungen' }, LOADING),
    ).toBeInTheDocument();
  }, 30_000);

  it.each([
    ['entity-content:central-secrets'],
    ['entity-card:central-secrets/overview'],
  ] as const)('shows %s on entities that may have a namespace', id => {
    const isShown = createExtensionTester(
      centralSecretsPlugin.getExtension(id),
    ).get(EntityContentBlueprint.dataRefs.filterFunction)!;
    const shown = (kind: string) => isShown({ ...backstageComponent, kind });

    expect(['Component', 'System', 'API', 'Resource'].every(shown)).toBe(true);
    expect(['User', 'Group', 'Location', 'Template'].some(shown)).toBe(false);
  });
});
