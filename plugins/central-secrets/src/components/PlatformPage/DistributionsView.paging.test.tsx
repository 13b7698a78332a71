import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { DISTRIBUTIONS_CHANNEL } from '@central-secrets/backstage-plugin-central-secrets-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import {
  distribution,
  distributionsResponse,
} from '../../__testUtils__/distributionFixtures';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeSignals } from '../../__testUtils__/FakeSignals';
import { cluster } from '../../__testUtils__/fixtures';
import { renderPlatform } from '../../__testUtils__/renderPlatform';

const server = setupServer();
registerMswTestHooks(server);

const NAMES = ['mail', 'oauth', 'registry'];

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
  // One on each page; a cursor is the name of the one before.
  backend.distributions = (cursor, query) => {
    const found = NAMES.filter(name =>
      name.includes(query.get('search') ?? ''),
    );
    const name = found[cursor === null ? 0 : found.indexOf(cursor) + 1];
    return distributionsResponse(name ? [distribution(name)] : [], {
      total: found.length,
      nextCursor: name && name !== found.at(-1) ? name : null,
    });
  };
});

const row = async (title = 'Healthy') =>
  within(await screen.findByRole('region', { name: title })).getByRole(
    'listitem',
  );
const shows = (name: string) =>
  waitFor(async () => expect(await row()).toHaveTextContent(name));
const search = () =>
  screen.findByRole('searchbox', { name: 'Search by name or description' });

describe('the pages of distributions', () => {
  it('asks for one page, sorted by the backend, and for no other', async () => {
    renderPlatform();
    await shows('mail');
    expect(backend.askedForDistributions).toEqual([
      '/distributions?sort=attention&limit=50',
    ]);
    expect(screen.getByText('1 of 3 shown')).toBeInTheDocument();
    expect(screen.getByText(/^3 distributions/)).toBeInTheDocument();
  });

  it('turns the page in the address, takes the keyboard to the heading, and back again', async () => {
    const user = userEvent.setup();
    const page = renderPlatform();
    await user.click(await screen.findByRole('button', { name: 'Next page' }));
    await shows('oauth');
    expect(page.search()).toBe('?after=mail');
    expect(
      screen.getByRole('heading', { name: 'Distributions' }),
    ).toHaveFocus();
    page.goBack();
    await shows('mail');
    expect(page.search()).toBe('');
  });

  it('leads from a page of the address to the first one', async () => {
    const user = userEvent.setup();
    const page = renderPlatform('?after=oauth');
    await shows('registry');
    expect(screen.queryByRole('button', { name: 'Next page' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'First page' }));
    await shows('mail');
    expect(page.search()).toBe('');
  });

  it('says that a page beyond the last one has none, with the way to the first', async () => {
    renderPlatform('?after=registry-2');
    backend.distributions = () => distributionsResponse([], { total: 3 });
    expect(
      await screen.findByText('This page has no distributions.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'First page' }),
    ).toBeInTheDocument();
  });
});

describe('searching distributions', () => {
  it('has the backend search, keeps it in the address, and begins at the first page', async () => {
    const user = userEvent.setup();
    const page = renderPlatform('?after=mail');
    await shows('oauth');
    await user.type(await search(), 'reg');
    await shows('registry');
    expect(page.search()).toBe('?search=reg');
    expect(backend.askedForDistributions.at(-1)).toBe(
      '/distributions?search=reg&sort=attention&limit=50',
    );
  });

  it('searches for what the address says', async () => {
    renderPlatform('?search=oauth');
    await shows('oauth');
    expect(await search()).toHaveValue('oauth');
  });

  it('keeps the page and the focus of the keyboard, and tells how many were found', async () => {
    const user = userEvent.setup();
    renderPlatform();
    const box = await search();
    let release = () => {};
    backend.heldBy = new Promise(resolve => {
      release = resolve;
    });
    await user.type(box, 'o');
    expect(await row()).toHaveTextContent('mail');
    expect(box).toHaveFocus();
    release();
    await shows('oauth');
    expect(await search()).toBe(box);
    expect(box).toHaveFocus();
    expect(
      screen.getByText('1 distribution found', { selector: '[role=status]' }),
    ).toBeInTheDocument();
  });

  it('says that nothing matches, and not that there are no distributions', async () => {
    renderPlatform('?search=nothing');
    expect(
      await screen.findByText('No distribution matches "nothing".'),
    ).toBeInTheDocument();
    expect(screen.queryByText('No distributions yet')).toBeNull();
  });

  it('never shows what was found before where the search fails, and tries again on demand', async () => {
    const user = userEvent.setup();
    renderPlatform();
    await shows('mail');
    const { distributions } = backend;
    backend.distributions = () => ({
      status: 500,
      name: 'InternalServerError',
      message: 'it broke',
    });
    await user.type(await search(), 'o');
    expect(
      await screen.findByText('Cannot show these distributions: it broke'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('listitem')).toBeNull();
    expect(await search()).toHaveFocus();
    backend.distributions = distributions;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await shows('oauth');
  });
});

describe('sorting distributions', () => {
  it('lists them by name in one list, and keeps that in the address', async () => {
    const user = userEvent.setup();
    const page = renderPlatform();
    const sort = await screen.findByRole('combobox', { name: 'Sort by' });
    await user.selectOptions(sort, 'Name');
    expect(await row('All distributions')).toHaveTextContent('mail');
    expect(page.search()).toBe('?sort=name');
    expect(backend.askedForDistributions.at(-1)).toContain('sort=name');
    expect(sort).toHaveFocus();
  });

  it('sorts by attention where the address asks for what there is not', async () => {
    renderPlatform('?sort=size');
    await shows('mail');
    expect(backend.askedForDistributions[0]).toContain('sort=attention');
  });
});

describe('a cluster in the address', () => {
  it('is asked for alone, and the others stay to choose from', async () => {
    backend.distributions = () =>
      distributionsResponse(
        [distribution('one'), distribution('two', { cluster: 'spoke' })],
        { clusters: [cluster(), cluster({ name: 'spoke', title: 'Spoke' })] },
      );
    renderPlatform('?cluster=hub');
    await shows('one');
    expect(backend.askedForDistributions).toEqual([
      '/distributions?sort=attention&cluster=hub&limit=50',
    ]);
    expect(screen.getByRole('button', { name: 'Spoke' })).toBeInTheDocument();
  });

  it('is passed over where it is no longer configured', async () => {
    renderPlatform('?cluster=gone');
    await shows('mail');
    expect(backend.askedForDistributions).toEqual([
      '/distributions?sort=attention&cluster=gone&limit=50',
      '/distributions?sort=attention&limit=50',
    ]);
  });
});

describe('following changes', () => {
  it('asks again when the backend signals news, and stops listening with the page', async () => {
    const signals = new FakeSignals();
    const page = renderPlatform('', signals);
    await shows('mail');
    backend.distributions = () => distributionsResponse([distribution('new')]);
    signals.send(DISTRIBUTIONS_CHANNEL, {});
    await shows('new');
    expect(backend.askedForDistributions).toHaveLength(2);
    // The distributions, the stores and the chains.
    expect(signals.listening).toBe(3);
    page.unmount();
    expect(signals.listening).toBe(0);
  });

  it('asks twice a minute without news where signals are installed, so that the backend keeps signaling', async () => {
    const { clock } = renderPlatform('', new FakeSignals());
    await shows('mail');
    await clock.advance(29_000);
    expect(backend.askedForDistributions).toHaveLength(1);
    await clock.advance(1_000);
    expect(backend.askedForDistributions).toHaveLength(2);
  });
});
