import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import {
  before,
  delivery,
  MINUTE_MS,
  plan,
  response,
} from '../../__testUtils__/fixtures';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import {
  usageOf,
  usageResponse,
  user,
  way,
} from '../../__testUtils__/usageFixtures';
import { SecretsTab } from '../SecretsTab/SecretsTab';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
  backend.deliveries = response({ deliveries: [delivery('oauth')] });
});

const renderTab = () => renderWithEntity(clock => <SecretsTab clock={clock} />);

/** The row, with what is said beside it. */
const findRow = async () =>
  within(await screen.findByRole('region', { name: 'Arrived' })).getByRole(
    'listitem',
  );

/** Opens the drawer, and returns its part. */
async function openUsedBy() {
  renderTab();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Use it: oauth' }),
  );
  const drawer = await screen.findByRole('dialog', { name: 'oauth' });
  return within(within(drawer).getByRole('region', { name: 'Used by' }));
}

const FORBIDDEN = ['cronjobs', 'pods'].map(resource => ({
  resource,
  code: 'forbidden',
  message: `${resource} is forbidden`,
}));

const ONE_OLD = usageOf('oauth', {
  users: [
    user({
      pods: { count: 2, old: 1, unknown: 0 },
      oldSince: before(120 * MINUTE_MS),
      restartCommand: 'kubectl rollout restart deployment/web -n backstage',
    }),
  ],
  warnings: [{ code: 'old-value-in-pods', text: 'A pod was started before' }],
});

describe('the row of a delivery', () => {
  it('says how many workloads use it', async () => {
    backend.usage = usageResponse([
      usageOf('oauth', {
        users: [user(), user({ kind: 'CronJob', name: 'nightly' })],
      }),
    ]);
    renderTab();
    expect(await screen.findByText('used by 2 workloads')).toBeInTheDocument();
    expect(await findRow()).toHaveTextContent('used by 2 workloads');
  });

  it('says that pods still run with what was in it before', async () => {
    backend.usage = usageResponse([ONE_OLD]);
    renderTab();
    expect(
      await screen.findByText('1 pod still runs with what was in it before.'),
    ).toBeInTheDocument();
  });

  it('says that nothing uses it only when the backend does', async () => {
    backend.usage = usageResponse([
      usageOf('oauth', { warnings: [{ code: 'unused', text: 'Nothing' }] }),
    ]);
    renderTab();
    expect(await screen.findByText('named by no workload')).toBeInTheDocument();
  });

  it('names what is no workload', async () => {
    backend.usage = usageResponse([
      usageOf('oauth', {
        users: [user({ kind: 'ServiceAccount', name: 'default' })],
      }),
    ]);
    renderTab();
    expect(
      await screen.findByText('named by ServiceAccount default'),
    ).toBeInTheDocument();
  });

  it('says once, above, that Backstage may not look, and nothing of nobody', async () => {
    backend.usage = usageResponse([usageOf('oauth')], {
      unreadable: FORBIDDEN,
    });
    renderTab();
    expect(
      await screen.findByText(
        'Who uses these secrets is not known: Backstage may not list workloads in backstage.',
      ),
    ).toBeInTheDocument();
    expect(await findRow()).not.toHaveTextContent('used by');
  });

  it('stays as it is when nobody knows who uses it', async () => {
    backend.usage = { status: 500, name: 'Error', message: 'no answer' };
    renderTab();
    const row = await findRow();
    await waitFor(() => expect(backend.askedForUsage).toBe(1));
    expect(row).toHaveTextContent('Synced');
    expect(row).not.toHaveTextContent('used by');
  });
});

describe('what the drawer says of who uses the Secret', () => {
  it('names each workload with its ways, and when a new value gets there', async () => {
    backend.usage = usageResponse([
      usageOf('oauth', {
        users: [
          user(),
          user({
            kind: 'DaemonSet',
            name: 'agent',
            ways: [
              way({ way: 'volume', readAt: 'always', keys: null }),
              way({
                way: 'imagePullSecrets',
                readAt: 'pull',
                container: null,
                keys: null,
                serviceAccount: 'default',
              }),
            ],
          }),
        ],
      }),
    ]);
    const part = await openUsedBy();
    const [deployment, , daemonSet] = await part.findAllByRole('listitem');
    expect(deployment).toHaveTextContent(
      'Deployment web · 2 podstoken as variables in container app: read at the start of the container, and kept until it restarts',
    );
    expect(daemonSet).toHaveTextContent(
      'every key as a file in container app: a new value gets there by itself',
    );
    expect(daemonSet).toHaveTextContent(
      'to pull images through ServiceAccount default: read whenever an image is pulled',
    );
    expect(part.getByText(/Last written/)).toHaveTextContent(
      'Last written 3 min ago. Looked 2 s ago.',
    );
  });

  it('names pods that run with what was in it before, since when, and the command that replaces them', async () => {
    backend.usage = usageResponse([ONE_OLD]);
    const part = await openUsedBy();
    expect(await part.findByText(/1 pod still runs/)).toHaveTextContent(
      '1 pod still runs with what was in it before. It has run for 2 h.',
    );
    expect(part.getByRole('note')).toHaveTextContent(
      'A pod was started before.',
    );
    expect(part.getByRole('group', { name: 'Copy command' })).toHaveTextContent(
      'kubectl rollout restart deployment/web -n backstage',
    );
  });

  it('makes it the developer’s move to restart them', async () => {
    backend.usage = usageResponse([ONE_OLD]);
    await openUsedBy();
    const whatNow = screen.getByRole('region', { name: 'What now' });
    await waitFor(() =>
      expect(whatNow).toHaveTextContent(
        'your move: restart the pod that still runs with what was in the Secret before (Used by, below).',
      ),
    );
  });

  it('says what is not known', async () => {
    backend.usage = usageResponse([
      usageOf('oauth', {
        lastWrite: null,
        users: [user({ pods: { count: 2, old: 0, unknown: 2 } })],
      }),
    ]);
    const part = await openUsedBy();
    expect(
      await part.findByText(
        'Of 2 pods it is not known whether they started before the Secret was last written.',
      ),
    ).toBeInTheDocument();
    expect(
      part.getByText(/When it was last written is not known/),
    ).toBeVisible();
  });

  it('says that Backstage may not look, and that the platform team can allow it', async () => {
    backend.usage = usageResponse([usageOf('oauth')], {
      unreadable: FORBIDDEN,
    });
    const part = await openUsedBy();
    expect(await part.findByRole('note')).toHaveTextContent(
      'Who uses it is not wholly known: Backstage may not list cronjobs, pods in namespace backstage. The platform team can allow it.',
    );
  });

  it('gives the reason where something could not be read otherwise', async () => {
    backend.usage = usageResponse([usageOf('oauth')], {
      unreadable: [
        { resource: 'jobs', code: 'unreachable', message: 'no answer' },
      ],
    });
    const part = await openUsedBy();
    expect(await part.findByRole('note')).toHaveTextContent(
      'jobs could not be read: no answer',
    );
  });

  it('says why nothing can be told, and asks again', async () => {
    backend.usage = { status: 500, name: 'Error', message: 'no answer' };
    const part = await openUsedBy();
    expect(await part.findByRole('alert')).toHaveTextContent(
      'Who uses it cannot be told now: no answer',
    );
    backend.usage = usageResponse([usageOf('oauth', { users: [user()] })]);
    await userEvent.click(part.getByRole('button', { name: 'Try again' }));
    expect(await part.findByText('web')).toBeInTheDocument();
  });

  it('is asked for anew when the drawer opens', async () => {
    await openUsedBy();
    await waitFor(() => expect(backend.askedForUsage).toBe(2));
  });

  it('is not asked for where there is nothing to use', async () => {
    backend.deliveries = response({
      deliveries: [delivery('oauth', { state: 'not-requested' })],
    });
    renderTab();
    await screen.findByRole('region', { name: 'You can ask for' });
    expect(backend.askedForUsage).toBe(0);
  });
});

describe('giving back', () => {
  const GIVEN_BACK = plan('oauth', {
    add: {},
    remove: ['secrets/oauth'],
    arrives: [],
    leaves: [{ distribution: 'oauth', secret: 'oauth' }],
  });

  async function openDialog() {
    backend.dryRun = GIVEN_BACK;
    await openUsedBy();
    await userEvent.click(screen.getByRole('button', { name: 'Give back' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Give back oauth',
    });
    await within(dialog).findByText('What goes away');
    return dialog;
  }

  it('says who uses the Secret today', async () => {
    backend.usage = usageResponse([usageOf('oauth', { users: [user()] })]);
    const dialog = await openDialog();
    expect(dialog).toHaveTextContent('oauth · used today by Deployment web');
    expect(dialog).not.toHaveTextContent('not wholly known');
  });

  it('says that nothing is seen to use it', async () => {
    backend.usage = usageResponse([usageOf('oauth')]);
    expect(await openDialog()).toHaveTextContent(
      'oauth · used today by nothing that can be seen',
    );
  });

  it('says that it does not know', async () => {
    backend.usage = usageResponse([usageOf('oauth')], {
      unreadable: FORBIDDEN,
    });
    const dialog = await openDialog();
    expect(dialog).toHaveTextContent(
      'Who uses them today is not wholly known.',
    );
    expect(dialog).not.toHaveTextContent('used today by');
  });
});
