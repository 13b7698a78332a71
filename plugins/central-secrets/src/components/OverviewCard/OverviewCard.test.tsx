import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { delivery, deliveryIn, response } from '../../__testUtils__/fixtures';
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
      screen.getByText(
        '1 arrives as it should · 1 needs the platform team · 1 is on its way',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /All secrets/ })).toHaveAttribute(
      'href',
      '/secrets',
    );
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
      await screen.findByText('The secrets cannot be shown now: not yours'),
    ).toBeInTheDocument();
  });
});
