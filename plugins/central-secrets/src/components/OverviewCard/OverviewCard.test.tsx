import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import {
  available,
  delivery,
  deliveryIn,
  response,
} from '../../__testUtils__/fixtures';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import { OverviewCard } from './OverviewCard';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

const renderCard = () =>
  renderWithEntity(clock => <OverviewCard clock={clock} />);

describe('the overview card', () => {
  it('shows the worst state, the counts and the way to the tab', async () => {
    backend.deliveries = response({
      deliveries: [
        delivery('one'),
        deliveryIn('failed'),
        deliveryIn('pending'),
      ],
    });
    renderCard();

    expect(await screen.findByText('Failed')).toBeInTheDocument();
    expect(
      screen.getByText('1 synced · 1 failed · 1 pending'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /All secrets/ })).toHaveAttribute(
      'href',
      '/secrets',
    );
  });

  it('shows the worst state also of what the answer does not hold', async () => {
    backend.deliveries = response({
      deliveries: [delivery('one')],
      leftOut: { namespaces: 0, deliveries: { failed: 2 }, available: 0 },
    });
    renderCard();
    expect(await screen.findByText('Failed')).toBeInTheDocument();
    expect(screen.getByRole('note')).toHaveTextContent(
      /^2 more deliveries are not shown: 2 Failed/,
    );
  });

  it('asks for the deliveries alone: what is available is counted, and not listed', async () => {
    backend.deliveries = response({
      deliveries: [delivery('one')],
      available: [available('two')],
    });
    renderCard();
    expect(await screen.findByText('1 synced')).toBeInTheDocument();
    expect(backend.askedForDeliveries).toEqual(['?available=counted']);
    expect(backend.askedForAvailable).toEqual([]);
    expect(backend.askedForUsage).toBe(0);
  });

  it('says when there are none', async () => {
    renderCard();
    expect(await screen.findByText('No secrets yet')).toBeInTheDocument();
  });

  it('says why it can show nothing', async () => {
    backend.deliveries = {
      status: 403,
      name: 'NotAllowedError',
      message: 'not yours',
    };
    renderCard();
    expect(
      await screen.findByText('Cannot show the secrets: not yours'),
    ).toBeInTheDocument();
  });
});
