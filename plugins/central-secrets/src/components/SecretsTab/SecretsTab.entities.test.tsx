import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import {
  available,
  delivery,
  deliveryIn,
  response,
  shopComponent,
} from '../../__testUtils__/fixtures';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import {
  usageOf,
  usageResponse,
  user as consumer,
} from '../../__testUtils__/usageFixtures';
import { OverviewCard } from '../OverviewCard/OverviewCard';
import { SecretsTab } from './SecretsTab';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
  backend.deliveries = response({
    deliveries: [delivery('one')],
    available: [available('gh-oauth')],
  });
  backend.others.set('shop', response({ available: [available('gh-oauth')] }));
});

const renderTab = () => renderWithEntity(clock => <SecretsTab clock={clock} />);
const title = (name: string) =>
  screen.findByRole('heading', { name: `Secrets of ${name}` });

/** Every announcement of the tab to screen readers. */
const announcements = () =>
  screen
    .getAllByRole('status')
    .map(status => status.textContent)
    .join(' ');

async function openRequestDialog(user: ReturnType<typeof userEvent.setup>) {
  await user.click(
    await screen.findByRole('button', { name: 'Request gh-oauth' }),
  );
  return screen.findByRole('button', { name: 'Add label' });
}

describe('the Secrets tab, when the reader goes from one entity to another', () => {
  it('shows nothing as pending that was asked for on the other', async () => {
    const user = userEvent.setup();
    const { goTo } = renderTab();
    await user.click(await openRequestDialog(user));
    await screen.findByText(/The label was added/);

    goTo(shopComponent);
    await title('shop');
    expect(screen.queryByText(/The label was added/)).toBeNull();
    expect(
      screen.getByRole('button', { name: 'Request gh-oauth' }),
    ).toBeVisible();
  });

  it('asks nothing for the one from the dialog of the other', async () => {
    const user = userEvent.setup();
    const { goTo } = renderTab();
    await openRequestDialog(user);

    goTo(shopComponent);
    await title('shop');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(backend.posted).toEqual([
      expect.objectContaining({ distribution: 'gh-oauth', dryRun: true }),
    ]);
  });

  it('takes a change for none of its own that is made on the other meanwhile', async () => {
    const user = userEvent.setup();
    const { goTo } = renderTab();
    const addLabel = await openRequestDialog(user);
    let letGo = () => {};
    backend.heldBy = new Promise(resolve => {
      letGo = resolve;
    });
    await user.click(addLabel);
    await waitFor(() => expect(backend.posted).toHaveLength(2));

    goTo(shopComponent);
    letGo();
    await title('shop');
    expect(screen.queryByText(/The label was added/)).toBeNull();
  });

  it('announces nothing, since nothing has changed', async () => {
    const { goTo, clock } = renderTab();
    await title('backstage');
    goTo(shopComponent);
    await title('shop');
    expect(announcements()).not.toMatch(/Synced/);

    backend.others.set(
      'shop',
      response({ deliveries: [deliveryIn('synced', 'two')] }),
    );
    await clock.advance(15_000);
    await waitFor(() => expect(announcements()).toMatch(/two: Synced/));
  });

  it('does not show for the one what the other uses, nor why that is not known', async () => {
    const user = userEvent.setup();
    backend.others.set('shop', response({ deliveries: [delivery('one')] }));
    backend.usage = usageResponse([usageOf('one', { users: [consumer()] })]);
    const { goTo } = renderTab();
    await screen.findByText('used by 1 workload');

    backend.usage = { status: 503, name: 'Error', message: 'too busy' };
    goTo(shopComponent);
    await title('shop');
    expect(screen.queryByText('used by 1 workload')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Use one' }));
    expect(await screen.findByText(/too busy/)).toBeInTheDocument();
  });

  it('shows nothing of the one while it does not know the other', async () => {
    const { goTo } = renderTab();
    await title('backstage');
    let letGo = () => {};
    backend.heldBy = new Promise(resolve => {
      letGo = resolve;
    });
    goTo(shopComponent);
    expect(screen.queryByRole('heading', { name: /backstage/ })).toBeNull();
    expect(announcements()).toMatch(/Loading the secrets of shop/);
    letGo();
    await title('shop');
  });

  it('shows on the card, too, nothing of the other', async () => {
    const { goTo } = renderWithEntity(clock => <OverviewCard clock={clock} />);
    await screen.findByText('1 synced');
    goTo(shopComponent);
    expect(screen.queryByText('1 synced')).toBeNull();
    expect(await screen.findByText('No secrets yet')).toBeInTheDocument();
  });
});
