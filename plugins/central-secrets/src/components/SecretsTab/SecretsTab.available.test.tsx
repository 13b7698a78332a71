import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DELIVERIES_CHANNEL } from '@central-secrets/backstage-plugin-central-secrets-common';
import { setupServer } from 'msw/node';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeSignals } from '../../__testUtils__/FakeSignals';
import { available, delivery, response } from '../../__testUtils__/fixtures';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import { SecretsTab } from './SecretsTab';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

const renderTab = (options?: { address?: string; signals?: FakeSignals }) =>
  renderWithEntity(clock => <SecretsTab clock={clock} />, options);

const section = () => screen.findByRole('region', { name: 'Available' });

const rowsShown = async () =>
  within(await section()).queryAllByRole('listitem');

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => available(`secret-${index}`));

describe('what can be asked for, on the Secrets tab', () => {
  it('is shown some at a time, and more on request', async () => {
    backend.deliveries = response({ available: many(45) });
    renderTab();
    await waitFor(async () => expect(await rowsShown()).toHaveLength(20));
    await userEvent.click(
      screen.getByRole('button', { name: 'Show more (20 of 45 shown)' }),
    );
    await waitFor(async () => expect(await rowsShown()).toHaveLength(40));
    await userEvent.click(
      screen.getByRole('button', { name: 'Show more (40 of 45 shown)' }),
    );
    await waitFor(async () => expect(await rowsShown()).toHaveLength(45));
    expect(
      screen.queryByRole('button', { name: /Show more/ }),
    ).not.toBeInTheDocument();
  });

  it('is searched by the backend, and the search is part of the address', async () => {
    backend.deliveries = response({
      available: [
        ...many(30),
        available('gh-oauth', { description: 'Signs users in' }),
      ],
    });
    renderTab({ address: '/?search=SIGNS' });
    const field = await screen.findByRole('searchbox', {
      name: 'Search by name or description',
    });
    expect(field).toHaveValue('SIGNS');
    await waitFor(async () => expect(await rowsShown()).toHaveLength(1));
    expect(screen.getByText('1 match')).toBeInTheDocument();

    await userEvent.clear(field);
    await userEvent.type(field, 'nothing like it');
    expect(
      await screen.findByText('Nothing matches "nothing like it".'),
    ).toBeInTheDocument();
    expect(backend.askedForAvailable.at(-1)).toBe(
      '?search=nothing+like+it&limit=20',
    );

    await userEvent.clear(field);
    await waitFor(async () => expect(await rowsShown()).toHaveLength(20));
    expect(field).toHaveFocus();
  });

  it('has no search where all of it is in sight', async () => {
    backend.deliveries = response({ available: many(3) });
    renderTab();
    await waitFor(async () => expect(await rowsShown()).toHaveLength(3));
    expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
  });

  it('does not keep what the entity has from being shown, where it cannot be loaded', async () => {
    backend.deliveries = response({
      deliveries: [delivery('one')],
      available: many(2),
    });
    backend.available = {
      status: 503,
      name: 'ServiceUnavailableError',
      message: 'out of breath',
    };
    renderTab();
    expect(
      await screen.findByText(/Cannot load available secrets:.*out of breath/),
    ).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Synced' })).toHaveTextContent(
      'one',
    );
    backend.available = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(async () => expect(await rowsShown()).toHaveLength(2));
  });

  it('is asked for again when something came or went, and only then', async () => {
    const signals = new FakeSignals();
    const news = { entityRef: 'component:default/backstage' };
    backend.deliveries = response({ available: many(2) });
    renderTab({ signals });
    await waitFor(async () => expect(await rowsShown()).toHaveLength(2));
    const { length: before } = backend.askedForAvailable;

    backend.deliveries = response({
      deliveries: [delivery('one')],
      available: many(2),
    });
    signals.send(DELIVERIES_CHANNEL, news);
    await screen.findByRole('region', { name: 'Synced' });
    expect(backend.askedForAvailable).toHaveLength(before);

    backend.deliveries = response({ available: many(3) });
    signals.send(DELIVERIES_CHANNEL, news);
    await waitFor(async () => expect(await rowsShown()).toHaveLength(3));
    expect(backend.askedForAvailable).toHaveLength(before + 1);
  });
});
