import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { DELIVERIES_CHANNEL } from '@central-secrets/backstage-plugin-central-secrets-common';
import { setupServer } from 'msw/node';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeSignals } from '../../__testUtils__/FakeSignals';
import { deliveryIn, response } from '../../__testUtils__/fixtures';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import { SecretsTab } from './SecretsTab';

const server = setupServer();
registerMswTestHooks(server);

describe('the Secrets tab, when the backend signals news', () => {
  it('shows a change without being asked and without waiting', async () => {
    const backend = new FakeBackend(server);
    const signals = new FakeSignals();
    backend.deliveries = response({ deliveries: [deliveryIn('pending')] });
    renderWithEntity(clock => <SecretsTab clock={clock} />, { signals });
    await screen.findByText('Pending');

    backend.deliveries = response({ deliveries: [deliveryIn('synced')] });
    signals.send(DELIVERIES_CHANNEL, {
      entityRef: 'component:default/backstage',
    });
    expect(await screen.findByText('1 synced')).toBeInTheDocument();
    expect(backend.asked).toBe(2);
  });

  it('does not ask again for news of another entity or on another channel', async () => {
    const backend = new FakeBackend(server);
    const signals = new FakeSignals();
    renderWithEntity(clock => <SecretsTab clock={clock} />, { signals });
    await screen.findByRole('heading', { name: 'Secrets of backstage' });
    signals.send(DELIVERIES_CHANNEL, { entityRef: 'component:default/other' });
    signals.send('other', { entityRef: 'component:default/backstage' });
    signals.send(DELIVERIES_CHANNEL, {});
    // The page asked once more only if this last signal reaches it: the clock
    // stands still.
    signals.send(DELIVERIES_CHANNEL, {
      entityRef: 'component:default/backstage',
    });
    await waitFor(() => expect(backend.asked).toBe(2));
  });

  it('listens for as long as it is there', async () => {
    const signals = new FakeSignals();
    const backend = new FakeBackend(server);
    const { unmount } = renderWithEntity(
      clock => <SecretsTab clock={clock} />,
      { signals },
    );
    await waitFor(() => expect(backend.asked).toBe(1));
    // For the deliveries, and for the chains.
    await waitFor(() => expect(signals.listening).toBe(2));
    unmount();
    expect(signals.listening).toBe(0);
  });
});
