import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import {
  chain,
  chainsResponse,
  entityChain,
  entityChainsResponse,
  push,
} from '../../__testUtils__/chainFixtures';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { before, delivery, MINUTE_MS } from '../../__testUtils__/fixtures';
import { renderPlatform } from '../../__testUtils__/renderPlatform';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import { SecretsTab } from '../SecretsTab/SecretsTab';

const server = setupServer();
registerMswTestHooks(server);

const PATH = 'platform-data/postgres/temporal';

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

const section = () =>
  screen.findByRole('region', { name: 'Internal distribution' });

describe('the details of a chain', () => {
  const failed = push('temporal', {
    state: 'failed',
    cause: 'other',
    certainty: 'unknown',
    summary: message('push-failed'),
    evidence: [
      {
        kind: 'PushSecret',
        namespace: 'platform-data',
        name: 'temporal',
        field: 'status.conditions[Ready].message',
        value: 'set secret failed',
        at: before(MINUTE_MS),
      },
    ],
    candidates: [
      {
        cause: 'permission',
        check: message('check-push-rights', { store: 'vault', path: PATH }),
        by: 'platform',
        command: 'kubectl describe clustersecretstore vault',
      },
    ],
    remedy: {
      by: 'platform',
      ...message('read-operator-log'),
      command: 'kubectl logs deployment/external-secrets',
    },
  });

  it('open with the keyboard, say why each hop is as it is and who can act, and close again', async () => {
    const user = userEvent.setup();
    const read = delivery('database', {
      namespace: 'temporal',
      externalSecret: 'database',
    });
    backend.chains = chainsResponse([
      chain(PATH, {
        state: 'failed',
        pushes: [failed],
        reads: [read],
        rotation: {
          pushedAt: before(5 * MINUTE_MS),
          nextPushAt: before(-55 * MINUTE_MS),
          current: 0,
          waiting: 1,
          completeBy: before(-10 * MINUTE_MS),
        },
      }),
    ]);
    const { search } = renderPlatform();
    await section();
    screen.getByRole('button', { name: `Details of ${PATH}` }).focus();
    await user.keyboard('{Enter}');

    const dialog = await screen.findByRole('dialog', { name: PATH });
    expect(new URLSearchParams(search()).get('chain')).toBe(
      `hub/ClusterSecretStore/vault-backend/${PATH}`,
    );
    const part = (name: string) =>
      within(within(dialog).getByRole('region', { name }));
    expect(
      part('Path').getByRole('img', { name: `Picture of the chain ${PATH}` }),
    ).toBeInTheDocument();
    const rotation = within(dialog).getByRole('region', { name: 'Rotation' });
    expect(rotation).toHaveTextContent('Last push 5 min ago');
    expect(rotation).toHaveTextContent('0 of 1 refreshed since the last push');
    expect(rotation).toHaveTextContent(
      'Next refresh of the last consumer due in 10 min',
    );
    expect(rotation).toHaveTextContent('Next push due in 55 min');
    expect(rotation).toHaveTextContent('A change takes 2 h at most');
    expect(rotation).toHaveTextContent('Backstage does not read Secrets');
    const [first, second] = part('Hops').getAllByRole('listitem', {
      name: (_, element) =>
        element.parentElement?.getAttribute('aria-label') === `Hops of ${PATH}`,
    });
    expect(first).toHaveTextContent('FailedPushSecret platform-data/temporal');
    expect(first).toHaveTextContent(
      "Platform team can fix this: Read the operator's log",
    );
    expect(first).toHaveTextContent('set secret failed');
    expect(first).toHaveTextContent('Last success 5 min ago');
    expect(
      within(first).getByRole('group', { name: 'Copy command' }),
    ).toHaveTextContent('kubectl logs deployment/external-secrets');
    expect(second).toHaveTextContent('ExternalSecret temporal/database');

    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(search()).toBe('');
  });

  it('stay open where the chain has moved to another page', async () => {
    backend.chains = chainsResponse([chain(PATH)]);
    const { clock } = renderPlatform(
      `?chain=hub/ClusterSecretStore/vault-backend/${PATH}`,
    );
    await screen.findByRole('dialog', { name: PATH });
    backend.chains = chainsResponse([chain('platform-data/redis/other')]);
    await clock.advance(30_000);
    expect(
      await screen.findByText('platform-data/redis/other'),
    ).toBeInTheDocument();
    expect(screen.getByRole('dialog', { name: PATH })).toBeInTheDocument();
  });
});

describe('the pages of internal distribution', () => {
  it('lead to the chains beyond the first fifty, and back', async () => {
    const user = userEvent.setup();
    const paths = Array.from(
      { length: 50 },
      (_, index) => `platform-data/redis/n${index}`,
    );
    backend.chains = {
      ...chainsResponse(paths.map(path => chain(path))),
      total: 60,
      nextCursor: 'behind-50',
    };
    const { search } = renderPlatform();
    await section();
    const pages = screen.getByRole('navigation', {
      name: 'Pages of internal distribution',
    });
    expect(pages).toHaveTextContent('50 of 60 shown');
    backend.chains = {
      ...chainsResponse([chain('platform-data/redis/last')]),
      total: 60,
    };
    await user.click(within(pages).getByRole('button', { name: 'Next page' }));
    expect(
      await screen.findByText('platform-data/redis/last'),
    ).toBeInTheDocument();
    expect(backend.askedForChains).toEqual([
      '?limit=50',
      '?cursor=behind-50&limit=50',
    ]);
    expect(search()).toBe('?chainsAfter=behind-50');
    expect(
      screen.getByRole('heading', { name: 'Internal distribution' }),
    ).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'First page' }));
    expect(search()).toBe('');
  });
});

describe('internal distribution on the tab of an entity', () => {
  it('shows what the entity uses and produces, and of other namespaces numbers and states', async () => {
    const user = userEvent.setup();
    const read = delivery('database', {
      namespace: 'backstage',
      externalSecret: 'database',
    });
    backend.entityChains = entityChainsResponse([
      entityChain(PATH, {
        state: 'failed',
        reads: [read],
        others: { pushes: { failed: 1 }, reads: { synced: 2 }, leftOut: 0 },
      }),
      entityChain('platform-config/redis/cache', {
        roles: ['producer', 'consumer'],
        pushes: [push('cache', { namespace: 'backstage' })],
        others: null,
      }),
    ]);
    renderWithEntity(clock => <SecretsTab clock={clock} />);
    const region = await section();
    expect(region).toHaveTextContent('Used here');
    expect(region).toHaveTextContent('Produced here · Used here');
    const hops = within(region).getByRole('list', { name: `Hops of ${PATH}` });
    expect(hops).toHaveTextContent('1 PushSecret of another namespace: Failed');
    expect(hops).toHaveTextContent(
      '2 ExternalSecrets of other namespaces: Synced',
    );
    await user.click(
      within(region).getByRole('button', {
        name: 'Details of platform-config/redis/cache',
      }),
    );
    expect(
      await screen.findByRole('dialog', {
        name: 'platform-config/redis/cache',
      }),
    ).toHaveTextContent(
      'Other namespaces are shown after the operator has used the path',
    );
  });

  it('has no such part without a chain, or with an older backend', async () => {
    const { unmount } = renderWithEntity(clock => <SecretsTab clock={clock} />);
    await screen.findByRole('heading', { name: /^Secrets of/ });
    expect(
      screen.queryByRole('region', { name: 'Internal distribution' }),
    ).toBeNull();
    unmount();
    backend.entityChains = { status: 404, name: 'NotFoundError', message: '' };
    renderWithEntity(clock => <SecretsTab clock={clock} />);
    await screen.findByRole('heading', { name: /^Secrets of/ });
    expect(screen.queryByText(/Cannot load internal/)).toBeNull();
  });

  it('says why it cannot be loaded', async () => {
    backend.entityChains = { status: 500, name: 'Error', message: 'broken' };
    renderWithEntity(clock => <SecretsTab clock={clock} />);
    expect(
      await screen.findByText(/Cannot load internal distribution: broken/),
    ).toBeInTheDocument();
  });

  it('says how many chains are not shown', async () => {
    backend.entityChains = {
      ...entityChainsResponse([entityChain()]),
      leftOut: 3,
    };
    renderWithEntity(clock => <SecretsTab clock={clock} />);
    expect(await section()).toHaveTextContent('3 more chains are not shown.');
  });
});
