import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import {
  distribution,
  distributionResponse,
} from '../../__testUtils__/distributionFixtures';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import {
  available,
  delivery,
  plan,
  response,
} from '../../__testUtils__/fixtures';
import { renderPlatform } from '../../__testUtils__/renderPlatform';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import { SecretsTab } from '../SecretsTab/SecretsTab';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

const OAUTH = {
  name: 'gh-oauth',
  type: 'Opaque',
  keys: ['CLIENT_ID', 'constructor'],
  keyPurposes: { CLIENT_ID: 'the application’s id' },
};
const PURPOSE = 'CLIENT_ID: the application’s id';

const renderTab = () => renderWithEntity(clock => <SecretsTab clock={clock} />);

const rowIn = async (section: string) =>
  within(await screen.findByRole('region', { name: section })).getByRole(
    'listitem',
  );

describe('the purpose of a key', () => {
  it('is shown with what can be requested, in the dialog, and while it is pending', async () => {
    const user = userEvent.setup();
    const oauthPlan = plan('gh-oauth', {
      arrives: [
        {
          distribution: 'gh-oauth',
          secret: 'gh-oauth',
          type: OAUTH.type,
          keys: OAUTH.keys,
          keyPurposes: OAUTH.keyPurposes,
        },
      ],
    });
    backend.deliveries = response({
      available: [available('gh-oauth', { secret: OAUTH, plan: oauthPlan })],
    });
    backend.dryRun = oauthPlan;
    backend.request = oauthPlan;
    renderTab();
    expect(await rowIn('Available')).toHaveTextContent(PURPOSE);

    await user.click(screen.getByRole('button', { name: 'Request gh-oauth' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByRole('listitem')).toHaveTextContent(
      PURPOSE,
    );
    await user.click(within(dialog).getByRole('button', { name: 'Add label' }));
    expect(await rowIn('Needs attention')).toHaveTextContent(PURPOSE);
  });

  it('is shown with what has arrived, and in the drawer', async () => {
    const user = userEvent.setup();
    backend.deliveries = response({
      deliveries: [delivery('gh-oauth', { secret: OAUTH })],
    });
    renderTab();
    const row = await rowIn('Synced');
    expect(row).toHaveTextContent(PURPOSE);
    // No purpose is stated for the other one, whatever its name.
    expect(within(row).getByText('constructor')).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Use gh-oauth' }));
    expect(
      await screen.findByRole('region', { name: 'Use' }),
    ).toHaveTextContent(PURPOSE);
  });

  it('is shown on the platform page, also for keys that are known only at the source', async () => {
    backend.distribution = () =>
      distributionResponse({
        distribution: distribution('gh-oauth', {
          secret: { ...OAUTH, keys: null },
        }),
      });
    renderPlatform('/distributions/hub/gh-oauth');
    const keys = (await screen.findByText('Keys', { selector: 'dt' }))
      .nextElementSibling;
    expect(keys).toHaveTextContent(PURPOSE);
    expect(keys).toHaveTextContent('keys known only at the source');
  });
});
