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
    expect(value('Refresh interval')).toHaveTextContent('1 h');
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
      'Platform team can fix this: Add the key token to the source secret github-pat, or correct remoteRef.property in ClusterExternalSecret git-credentials.',
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

  describe('when other namespaces are asked for', () => {
    const FAILED = deliveryIn('failed', 'gh-oauth', { namespace: 'broken' });
    let letGo = () => {};

    /** Answers from now on only when the test lets it. */
    const hold = () => {
      backend.heldBy = new Promise(resolve => {
        letGo = resolve;
      });
    };

    beforeEach(() => {
      backend.distribution = query =>
        distributionResponse({
          distribution: distribution('gh-oauth', {
            states: { failed: 1, synced: 70 },
          }),
          deliveries: query.get('state')
            ? [FAILED]
            : [delivery('gh-oauth', { namespace: 'first' }), FAILED],
          nextCursor: query.get('cursor') ? null : 'team-50',
        });
    });

    const focusOn = async (name: string) => {
      const button = await screen.findByRole('button', { name });
      button.focus();
      return button;
    };

    it('keeps the page and the focus of the keyboard, and says that it loads', async () => {
      const user = userEvent.setup();
      renderPlatform(ADDRESS);
      const title = await screen.findByRole('heading', { name: 'gh-oauth' });
      const chip = await focusOn('Failed 1');
      hold();
      await user.keyboard('{Enter}');

      expect(chip).toHaveFocus();
      expect(chip).toHaveAttribute('aria-pressed', 'true');
      expect(title).toBeInTheDocument();
      // Rows of another state would be taken for those of this one.
      expect(screen.queryByText('first')).toBeNull();
      expect(await section('Namespaces')).toHaveTextContent(
        'Loading the namespaces',
      );

      letGo();
      expect(await namespaces()).toHaveLength(1);
      expect(chip).toHaveFocus();
      expect(title).toBeInTheDocument();
    });

    it('takes the keyboard to the list’s heading when it turns the page', async () => {
      const user = userEvent.setup();
      renderPlatform(ADDRESS);
      const heading = await screen.findByRole('heading', {
        name: 'Namespaces',
      });
      for (const button of ['Next namespaces', 'From the beginning']) {
        await focusOn(button);
        await user.keyboard('{Enter}');
        expect(heading).toHaveFocus();
        await namespaces();
        await waitFor(() =>
          expect(screen.queryByRole('button', { name: button })).toBeNull(),
        );
        expect(heading).toHaveFocus();
      }
    });

    it('says why they cannot be shown, keeps the rest, and asks again on demand', async () => {
      const user = userEvent.setup();
      renderPlatform(ADDRESS);
      await namespaces();
      const { distribution: known } = backend;
      backend.distribution = () => ({
        status: 400,
        name: 'InputError',
        message: 'state is not accepted',
      });
      await user.click(screen.getByRole('button', { name: 'Failed 1' }));
      expect(
        await within(await section('Namespaces')).findByText(
          /Cannot show these namespaces: state is not accepted/,
        ),
      ).toBeInTheDocument();
      expect(
        screen.getByRole('heading', { name: 'gh-oauth' }),
      ).toBeInTheDocument();
      expect(screen.queryByText('first')).toBeNull();

      backend.distribution = known;
      await user.click(screen.getByRole('button', { name: 'Try again' }));
      await waitFor(async () => expect(await namespaces()).toHaveLength(1));
      expect(screen.getByRole('heading', { name: 'Namespaces' })).toHaveFocus();
    });

    it('keeps the chosen state among the choices when no namespace is in it any longer', async () => {
      renderPlatform(`${ADDRESS}?state=stale`);
      expect(
        await screen.findByRole('button', { name: 'Stale 0', pressed: true }),
      ).toBeInTheDocument();
    });

    it('shows nothing of one distribution while it does not know another', async () => {
      const { goTo } = renderPlatform(ADDRESS);
      await screen.findByText('first');
      hold();
      goTo('/distributions/hub/other');
      expect(screen.queryByText('first')).toBeNull();
      expect(screen.queryByRole('heading', { name: 'gh-oauth' })).toBeNull();
      letGo();
      await screen.findByText('first');
      expect(backend.askedForDistributions).toEqual([
        '/distributions/hub/gh-oauth?limit=50',
        '/distributions/hub/other?limit=50',
      ]);
    });
  });

  it('takes the keyboard to the page when trying again has helped', async () => {
    const user = userEvent.setup();
    const { distribution: known } = backend;
    backend.distribution = () => ({ status: 503, name: 'Error', message: 'x' });
    renderPlatform(ADDRESS);
    const retry = await screen.findByRole('button', { name: 'Try again' });
    backend.distribution = known;
    await user.click(retry);
    const title = await screen.findByRole('heading', { name: 'gh-oauth' });
    expect(document.activeElement).toContainElement(title);
    expect(document.body).not.toHaveFocus();
  });

  it('says that nobody asked for it', async () => {
    backend.distribution = () =>
      distributionResponse({
        distribution: distribution('gh-oauth', { states: {} }),
      });
    renderPlatform(ADDRESS);
    expect(
      await screen.findByText('No namespace requests it.'),
    ).toBeInTheDocument();
  });

  it.each([
    ['?state=stale', { synced: 1 }, 'No namespace is in this state now.'],
    ['', null, 'Not counted yet.'],
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
        /Cannot show distribution gh-oauth: No distribution gh-oauth is known/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All distributions' }),
    ).toHaveAttribute('href', '/central-secrets');
  });
});
