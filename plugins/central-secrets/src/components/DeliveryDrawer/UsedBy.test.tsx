import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
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

/** Returns the row, with the text beside it. */
const findRow = async () =>
  within(await screen.findByRole('region', { name: 'Synced' })).getByRole(
    'listitem',
  );

/** Opens the drawer, and returns its part. */
async function openUsedBy(render: () => void = renderTab) {
  render();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Use oauth' }),
  );
  const drawer = await screen.findByRole('dialog', { name: 'oauth' });
  return within(within(drawer).getByRole('region', { name: 'Used by' }));
}

const FORBIDDEN = ['cronjobs', 'pods'].map(resource => ({
  resource,
  code: 'forbidden',
  message: message('request-failed', { request: resource, status: 403 }),
}));

const ONE_OLD = usageOf('oauth', {
  users: [
    user({
      pods: { count: 2, old: 1, unknown: 0 },
      oldSince: before(120 * MINUTE_MS),
      restartCommand: 'kubectl rollout restart deployment/web -n backstage',
    }),
  ],
  warnings: [
    message('old-value-in-pods', { count: 1, names: ['Deployment web'] }),
  ],
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

  it('counts those that the answer does not hold', async () => {
    backend.usage = usageResponse([
      usageOf('oauth', {
        users: [
          user({
            ways: [way({ keysLeftOut: 7 })],
            waysLeftOut: 3,
            pods: { count: 2, old: 2, unknown: 0 },
          }),
        ],
        leftOut: { users: 980, oldPods: 40 },
      }),
    ]);
    const usedBy = await openUsedBy();
    expect(usedBy.getByText('980 more are not shown.')).toBeInTheDocument();
    expect(usedBy.getByText('3 more ways are not shown')).toBeInTheDocument();
    expect(
      usedBy.getByText(/^token and 7 more as variables/),
    ).toBeInTheDocument();
    expect(screen.getByText('used by 981 workloads')).toBeInTheDocument();
    expect(
      screen.getByText('42 pods still use the previous value.'),
    ).toBeInTheDocument();
  });

  it('says that pods still use the previous value', async () => {
    backend.usage = usageResponse([ONE_OLD]);
    renderTab();
    expect(
      await screen.findByText('1 pod still uses the previous value.'),
    ).toBeInTheDocument();
  });

  it('says that nothing uses it only when the backend does', async () => {
    backend.usage = usageResponse([
      usageOf('oauth', { warnings: [message('unused', { secret: 'oauth' })] }),
    ]);
    renderTab();
    expect(
      await screen.findByText('not used by any workload'),
    ).toBeInTheDocument();
  });

  it('names what is no workload', async () => {
    backend.usage = usageResponse([
      usageOf('oauth', {
        users: [user({ kind: 'ServiceAccount', name: 'default' })],
      }),
    ]);
    renderTab();
    expect(
      await screen.findByText('used by ServiceAccount default'),
    ).toBeInTheDocument();
  });

  it('says once, above, that Backstage may not look, and nothing of nobody', async () => {
    backend.usage = usageResponse([usageOf('oauth')], {
      unreadable: FORBIDDEN,
    });
    renderTab();
    expect(
      await screen.findByText(
        'Usage is unknown: Backstage may not list workloads in backstage.',
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
      'Deployment web · 2 podstoken as variables in container app: read when the container starts, and kept until it restarts',
    );
    expect(daemonSet).toHaveTextContent(
      'every key as a file in container app: updated automatically',
    );
    expect(daemonSet).toHaveTextContent(
      'to pull images through ServiceAccount default: read whenever an image is pulled',
    );
    expect(part.getByText(/Last written/)).toHaveTextContent(
      'Last written 3 min ago. Checked 2 s ago.',
    );
  });

  it('names pods that run with what was in it before, since when, and the command that replaces them', async () => {
    backend.usage = usageResponse([ONE_OLD]);
    const part = await openUsedBy();
    expect(await part.findByText(/1 pod still uses/)).toHaveTextContent(
      '1 pod still uses the previous value. It has run for 2 h.',
    );
    expect(part.getByRole('note')).toHaveTextContent(
      'A pod still uses the previous value: it started before the Secret was last written, and reads it only at its start (Deployment web).',
    );
    expect(part.getByRole('group', { name: 'Copy command' })).toHaveTextContent(
      'kubectl rollout restart deployment/web -n backstage',
    );
  });

  it('makes it the developer’s move to restart them', async () => {
    backend.usage = usageResponse([ONE_OLD]);
    await openUsedBy();
    const whatNow = screen.getByRole('region', { name: 'Fix' });
    await waitFor(() =>
      expect(whatNow).toHaveTextContent(
        'You can fix this: restart the pod that still uses the previous value (see Used by).',
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
        'Unknown for 2 pods: whether they started before the last write of the Secret.',
      ),
    ).toBeInTheDocument();
    expect(part.getByText(/The last write is unknown/)).toBeVisible();
  });

  it('says that Backstage may not look, and that the platform team can allow it', async () => {
    backend.usage = usageResponse([usageOf('oauth')], {
      unreadable: FORBIDDEN,
    });
    const part = await openUsedBy();
    expect(await part.findByRole('note')).toHaveTextContent(
      'Usage information is incomplete: Backstage may not list cronjobs, pods in namespace backstage. The platform team can allow it.',
    );
  });

  it('gives the reason where something could not be read otherwise', async () => {
    backend.usage = usageResponse([usageOf('oauth')], {
      unreadable: [
        {
          resource: 'jobs',
          code: 'unreachable',
          message: message('no-answer', { problem: 'no answer' }),
        },
      ],
    });
    const part = await openUsedBy();
    expect(await part.findByRole('note')).toHaveTextContent(
      'cannot read jobs in namespace backstage: no answer',
    );
  });

  it('says why nothing can be told, and asks again', async () => {
    backend.usage = { status: 500, name: 'Error', message: 'no answer' };
    const part = await openUsedBy();
    expect(await part.findByRole('alert')).toHaveTextContent(
      'Cannot check usage: no answer',
    );
    backend.usage = usageResponse([usageOf('oauth', { users: [user()] })]);
    await userEvent.click(part.getByRole('button', { name: 'Try again' }));
    expect(await part.findByText('web')).toBeInTheDocument();
  });

  it('keeps what was known when it cannot be read again, says so, and asks again', async () => {
    backend.usage = usageResponse([usageOf('oauth', { users: [user()] })]);
    renderTab();
    await screen.findByText('used by 1 workload');

    backend.usage = { status: 503, name: 'Error', message: 'too busy' };
    await userEvent.click(screen.getByRole('button', { name: 'Use oauth' }));
    const usedBy = await screen.findByRole('region', { name: 'Used by' });
    expect(
      await within(usedBy).findByText(
        'Cannot read the usage again: too busy. This is the last known usage.',
      ),
    ).toBeInTheDocument();
    expect(usedBy).toHaveTextContent('Deployment web');

    backend.usage = usageResponse([usageOf('oauth', { users: [user()] })]);
    await userEvent.click(
      within(usedBy).getByRole('button', { name: 'Try again' }),
    );
    await waitFor(() => expect(usedBy).not.toHaveTextContent('too busy'));
    expect(usedBy).toHaveTextContent('Deployment web');
  });

  it('forgets what was known when the reader may no longer see it', async () => {
    backend.usage = usageResponse([usageOf('oauth', { users: [user()] })]);
    renderTab();
    await screen.findByText('used by 1 workload');

    backend.usage = { status: 403, name: 'NotAllowedError', message: 'no' };
    await userEvent.click(screen.getByRole('button', { name: 'Use oauth' }));
    const usedBy = await screen.findByRole('region', { name: 'Used by' });
    await waitFor(() =>
      expect(usedBy).toHaveTextContent(/Cannot check usage: no/),
    );
    expect(usedBy).not.toHaveTextContent('Deployment web');
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
    await screen.findByRole('region', { name: 'Available' });
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

  async function openDialog(render: () => void = renderTab) {
    backend.dryRun = GIVEN_BACK;
    await openUsedBy(render);
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Remove oauth',
    });
    await within(dialog).findByText('What is removed');
    return dialog;
  }

  it('says who uses the Secret today', async () => {
    backend.usage = usageResponse([usageOf('oauth', { users: [user()] })]);
    const dialog = await openDialog();
    expect(dialog).toHaveTextContent(
      'oauth · currently used by Deployment web',
    );
    expect(dialog).not.toHaveTextContent('not wholly known');
  });

  it('says that nothing is seen to use it', async () => {
    backend.usage = usageResponse([usageOf('oauth')]);
    expect(await openDialog()).toHaveTextContent(
      'oauth · not used by any workload that Backstage can see',
    );
  });

  it('does not call it unused by what was read before', async () => {
    backend.usage = usageResponse([
      usageOf('oauth', { warnings: [message('unused', { secret: 'oauth' })] }),
    ]);
    renderTab();
    await screen.findByText('not used by any workload');
    backend.usage = { status: 503, name: 'Error', message: 'too busy' };
    const dialog = await openDialog(() => {});
    await waitFor(() =>
      expect(dialog).toHaveTextContent('Usage information is incomplete.'),
    );
    expect(dialog).not.toHaveTextContent('used today by');
  });

  it('says that it does not know', async () => {
    backend.usage = usageResponse([usageOf('oauth')], {
      unreadable: FORBIDDEN,
    });
    const dialog = await openDialog();
    expect(dialog).toHaveTextContent('Usage information is incomplete.');
    expect(dialog).not.toHaveTextContent('used today by');
  });
});
