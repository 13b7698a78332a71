import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  DELIVERY_STATES,
  DeliveryState,
  renderMessage,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { setupServer } from 'msw/node';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import {
  available,
  before,
  binding,
  delivery,
  deliveryIn,
  MINUTE_MS,
  response,
} from '../../__testUtils__/fixtures';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import { SecretsTab } from './SecretsTab';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

const renderTab = (options?: { address?: string }) =>
  renderWithEntity(clock => <SecretsTab clock={clock} />, options);

const section = (name: string) => screen.findByRole('region', { name });

describe('the Secrets tab', () => {
  it('says that it is loading until there is an answer', async () => {
    let release = () => {};
    backend.heldBy = new Promise(resolve => {
      release = resolve;
    });
    renderTab();

    expect(
      await screen.findByText('Loading the secrets of backstage'),
    ).toBeInTheDocument();
    release();
    expect(
      await screen.findByRole('heading', { name: 'Secrets of backstage' }),
    ).toBeInTheDocument();
  });

  const WORDS: Record<DeliveryState, [section: string, word: string]> = {
    unknown: ['Needs attention', 'Unknown'],
    terminating: ['Needs attention', 'Terminating'],
    'not-requested': ['Available', 'Not requested'],
    orphaned: ['Needs attention', 'Orphaned'],
    conflict: ['Needs attention', 'Conflict'],
    denied: ['Needs attention', 'Denied'],
    pending: ['Needs attention', 'Pending'],
    'store-unavailable': ['Needs attention', 'Store unavailable'],
    failed: ['Needs attention', 'Failed'],
    outdated: ['Needs attention', 'Outdated'],
    stale: ['Needs attention', 'Stale'],
    synced: ['Synced', 'Synced'],
  };

  /** Where the row does not say the summary: it says why one cannot have it. */
  const SENTENCES: Partial<Record<DeliveryState, string>> = {
    'not-requested': 'Why not?',
  };

  it.each(DELIVERY_STATES)(
    'shows a delivery that is %s in its section, with its word and sentence',
    async state => {
      const item = deliveryIn(state);
      backend.deliveries = response({ deliveries: [item] });
      renderTab();

      const [sectionName, word] = WORDS[state];
      const row = within(await section(sectionName)).getByRole('listitem');
      expect(within(row).getByText(word)).toBeInTheDocument();
      expect(within(row).getByText(item.secret.name)).toBeInTheDocument();
      expect(row).toHaveTextContent(
        SENTENCES[state] ?? `${renderMessage(item.summary)}.`,
      );
    },
  );

  it('puts the worst first, then the oldest', async () => {
    backend.deliveries = response({
      deliveries: [
        deliveryIn('pending', 'on-its-way'),
        deliveryIn('failed', 'younger', { since: before(MINUTE_MS) }),
        deliveryIn('failed', 'older', { since: before(5 * MINUTE_MS) }),
        deliveryIn('unknown', 'not-known'),
      ],
    });
    renderTab();

    const rows = within(await section('Needs attention')).getAllByRole(
      'listitem',
    );
    const names = ['not-known', 'older', 'younger', 'on-its-way'];
    expect(rows).toHaveLength(names.length);
    rows.forEach((row, index) => expect(row).toHaveTextContent(names[index]));
  });

  it('counts in one line what has arrived, what has not, and whose move it is', async () => {
    backend.deliveries = response({
      deliveries: [
        delivery('one'),
        delivery('two'),
        deliveryIn('failed'),
        deliveryIn('pending'),
        deliveryIn('unknown'),
      ],
    });
    renderTab();

    expect(
      await screen.findByText('2 synced · 1 unknown · 1 failed · 1 pending'),
    ).toBeInTheDocument();
  });

  it('shows times as the distance from now, and exactly on hover', async () => {
    backend.deliveries = response({ deliveries: [delivery('one')] });
    const { clock } = renderTab();

    const synced = await screen.findByText('4 min ago');
    expect(synced).toHaveAttribute('datetime', '2026-11-23T14:06:00.000Z');
    expect(synced.title).toMatch(/2026/);
    expect(screen.getByText('in 56 min')).toBeInTheDocument();

    await clock.advance(MINUTE_MS - 1_000);
    expect(await screen.findByText(/^4 min ago$/)).toBeInTheDocument();
  });

  it('has headings in order', async () => {
    backend.deliveries = response({
      deliveries: [deliveryIn('failed'), delivery('one')],
      available: [available('gh-oauth')],
    });
    renderTab();

    await section('Synced');
    expect(
      screen
        .getAllByRole('heading')
        .map(({ tagName, textContent }) => [tagName, textContent]),
    ).toEqual([
      ['H2', 'Secrets of backstage'],
      ['H3', 'Needs attention'],
      ['H3', 'Synced'],
      ['H3', 'Available'],
    ]);
  });

  describe('when there is nothing', () => {
    it('says how to name a namespace, where the entity names none', async () => {
      backend.deliveries = response({ bindings: [], clusters: [] });
      renderTab();

      expect(
        await screen.findByText('No namespace is set for this component'),
      ).toBeInTheDocument();
      expect(
        screen.getByRole('group', { name: 'Copy YAML' }),
      ).toHaveTextContent('backstage.io/kubernetes-namespace: backstage');
    });

    it('says how secrets get here, and leads to what can be asked for', async () => {
      backend.deliveries = response({ available: [available('gh-oauth')] });
      renderTab();

      await userEvent.click(
        await screen.findByRole('button', { name: 'Request a secret' }),
      );
      expect(screen.getByRole('heading', { name: 'Available' })).toHaveFocus();
    });

    it('has no request button for those who can ask for nothing', async () => {
      backend.deliveries = response({
        available: [available('gh-oauth', { requestable: false })],
      });
      renderTab();

      expect(
        await screen.findByText(/why you cannot request it/),
      ).toBeInTheDocument();
      expect(
        screen.queryByRole('button', { name: /Request/ }),
      ).not.toBeInTheDocument();
    });

    it('says so, where nothing is offered either', async () => {
      renderTab();
      expect(
        await screen.findByText(/Nothing is available to this one/),
      ).toBeInTheDocument();
    });
  });

  describe('with several namespaces', () => {
    beforeEach(() => {
      backend.deliveries = response({
        bindings: [binding(), binding({ namespace: 'backstage-preview' })],
        deliveries: [
          delivery('one'),
          delivery('two', { namespace: 'backstage-preview' }),
        ],
      });
    });

    it('names the namespace of each row, and shows one of them alone on demand', async () => {
      renderTab();

      const arrived = await section('Synced');
      expect(
        within(arrived).getByText('hub / backstage-preview'),
      ).toBeInTheDocument();

      const chip = screen.getByRole('button', {
        name: 'hub / backstage-preview',
      });
      await userEvent.click(chip);
      expect(chip).toHaveAttribute('aria-pressed', 'true');
      expect(within(arrived).getAllByRole('listitem')).toHaveLength(1);
      expect(within(arrived).getByText('two')).toBeInTheDocument();
    });

    it('takes the namespace to show from the address', async () => {
      renderTab({ address: '/?place=hub%2Fbackstage' });
      const arrived = await section('Synced');
      expect(within(arrived).getAllByRole('listitem')).toHaveLength(1);
      expect(within(arrived).getByText('one')).toBeInTheDocument();
    });
  });

  it('offers first what can be asked for, and says on demand why the rest cannot', async () => {
    backend.deliveries = response({
      available: [
        available('a-for-others', {
          requestable: false,
          reason: message('other-owners', { owners: ['infrastructure'] }),
          plan: null,
        }),
        available('gh-oauth'),
      ],
    });
    renderTab();

    const rows = within(await section('Available')).getAllByRole('listitem');
    expect(rows[0]).toHaveTextContent('gh-oauth');

    const whyNot = screen.getByRole('button', {
      name: 'Why not? a-for-others',
    });
    expect(whyNot).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(whyNot);
    expect(whyNot).toHaveAttribute('aria-expanded', 'true');
    await waitFor(() =>
      expect(rows[1]).toHaveTextContent('Only for infrastructure.'),
    );
  });
});
