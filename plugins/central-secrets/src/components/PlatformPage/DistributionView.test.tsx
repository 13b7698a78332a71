import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import {
  distribution,
  distributionResponse,
} from '../../__testUtils__/distributionFixtures';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { before, delivery, deliveryIn } from '../../__testUtils__/fixtures';
import { renderPlatform } from '../../__testUtils__/renderPlatform';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

const ADDRESS = '/distributions/hub/gh-oauth';
const section = (name: string) => screen.findByRole('region', { name });
const namespaces = async () =>
  within(await section('Namespaces')).getAllByRole('listitem');

describe('the page of one distribution', () => {
  it('says what it brings, from where, and how one asks for it', async () => {
    backend.distribution = () =>
      distributionResponse({
        distribution: distribution('gh-oauth', {
          description: 'GitHub OAuth',
          secret: { name: 'gh', type: 'Opaque', keys: ['CLIENT_ID'] },
          documentationUrl: 'https://docs.example/gh',
        }),
      });
    renderPlatform(ADDRESS);
    expect(
      await screen.findByRole('heading', { name: 'gh-oauth' }),
    ).toBeInTheDocument();
    expect(screen.getByText('GitHub OAuth')).toBeInTheDocument();
    const value = (name: string) =>
      screen.getByText(name, { selector: 'dt' }).nextElementSibling;
    expect(value('Secret')).toHaveTextContent('gh Opaque');
    expect(value('Keys')).toHaveTextContent('CLIENT_ID');
    expect(value('Store')).toHaveTextContent(
      'ClusterSecretStore central-secret-store',
    );
    expect(value('Request label')).toHaveTextContent(
      'secrets/gh-oauth: "true"',
    );
    expect(value('Refreshed every')).toHaveTextContent('1 h');
    expect(screen.getByRole('link', { name: /docs\.example/ })).toHaveAttribute(
      'href',
      'https://docs.example/gh',
    );
  });

  it('shows what its rules find, with the field and what to write instead', async () => {
    backend.distribution = () =>
      distributionResponse({
        findings: [
          {
            code: 'store-missing',
            severity: 'error',
            field: 'spec.externalSecretSpec.secretStoreRef.name',
            message: 'there is no store hub: name one of central-secret-store',
          },
        ],
      });
    renderPlatform(ADDRESS);
    const [finding] = within(await section('Findings')).getAllByRole(
      'listitem',
    );
    expect(finding).toHaveTextContent(
      'Error store-missing spec.externalSecretSpec.secretStoreRef.name',
    );
    expect(finding).toHaveTextContent('name one of central-secret-store.');
  });

  it('says of each namespace how it is, whose move it is, and the command that helps', async () => {
    backend.distribution = () =>
      distributionResponse({
        distribution: distribution('gh-oauth', {
          states: { failed: 1, synced: 1 },
        }),
        deliveries: [
          deliveryIn('failed', 'gh-oauth', {
            id: 'hub/shop/gh-oauth',
            namespace: 'shop',
            since: before(120_000),
            lastSynced: null,
          }),
          delivery('gh-oauth', { namespace: 'web', id: 'hub/web/gh-oauth' }),
        ],
      });
    renderPlatform(ADDRESS);
    const [shop, web] = await namespaces();
    expect(shop).toHaveTextContent(/^Failed\s*shop/);
    expect(shop).toHaveTextContent(
      'platform team’s move: Add the key to the source secret.',
    );
    expect(shop).toHaveTextContent('for 2 min');
    expect(shop).toHaveTextContent('never synced');
    expect(
      within(shop).getByRole('button', { name: 'Copy command' }),
    ).toBeInTheDocument();
    expect(web).toHaveTextContent(/^Synced\s*web/);
    expect(web).toHaveTextContent('synced 4 min ago');
    expect(within(web).queryByRole('button')).toBeNull();
  });

  it('shows the namespaces of one state, and more of them, by the address', async () => {
    const user = userEvent.setup();
    backend.distribution = query =>
      distributionResponse({
        distribution: distribution('gh-oauth', {
          states: { failed: 70, synced: 2 },
        }),
        deliveries: [
          deliveryIn('failed', 'gh-oauth', {
            namespace: query.get('cursor') ? 'later' : 'earlier',
          }),
        ],
        nextCursor:
          query.get('state') && !query.get('cursor') ? 'team-50' : null,
      });
    renderPlatform(ADDRESS);
    await namespaces();
    await user.click(screen.getByRole('button', { name: 'Failed 70' }));
    await user.click(
      await screen.findByRole('button', { name: 'Next namespaces' }),
    );
    await waitFor(async () =>
      expect((await namespaces())[0]).toHaveTextContent('later'),
    );
    await user.click(
      screen.getByRole('button', { name: 'From the beginning' }),
    );
    await waitFor(async () =>
      expect((await namespaces())[0]).toHaveTextContent('earlier'),
    );
    await user.click(screen.getByRole('button', { name: 'Next namespaces' }));
    await screen.findByRole('button', { name: 'From the beginning' });
    // The place in the list of one state means nothing in that of another.
    await user.click(screen.getByRole('button', { name: 'All' }));
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: 'From the beginning' }),
      ).toBeNull(),
    );
    const path = '/distributions/hub/gh-oauth';
    expect(backend.askedForDistributions).toEqual([
      `${path}?limit=50`,
      `${path}?state=failed&limit=50`,
      `${path}?state=failed&cursor=team-50&limit=50`,
      `${path}?state=failed&limit=50`,
      `${path}?state=failed&cursor=team-50&limit=50`,
      `${path}?limit=50`,
    ]);
  });

  it('says that nobody asked for it', async () => {
    backend.distribution = () =>
      distributionResponse({
        distribution: distribution('gh-oauth', { states: {} }),
      });
    renderPlatform(ADDRESS);
    expect(
      await screen.findByText('No namespace has asked for it.'),
    ).toBeInTheDocument();
  });

  it.each([
    ['?state=stale', { synced: 1 }, 'No namespace is in this state now.'],
    ['', null, 'It is not known what arrives.'],
  ])('says at %s of %j: %s', async (query, states, text) => {
    backend.distribution = () =>
      distributionResponse({
        distribution: distribution('gh-oauth', { states }),
      });
    renderPlatform(`${ADDRESS}${query}`);
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('leads back, also where there is no such distribution', async () => {
    backend.distribution = () => ({
      status: 404,
      name: 'NotFoundError',
      message: 'No distribution gh-oauth is known of cluster hub',
    });
    renderPlatform(ADDRESS);
    expect(
      await screen.findByText(
        /Distribution gh-oauth cannot be shown: No distribution gh-oauth is known/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All distributions' }),
    ).toHaveAttribute('href', '/central-secrets');
  });
});
