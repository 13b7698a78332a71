import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import type { ClusterView } from '@central-secrets/backstage-plugin-central-secrets-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import {
  distribution,
  distributionsResponse,
} from '../../__testUtils__/distributionFixtures';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { ANSWERED_AT, cluster } from '../../__testUtils__/fixtures';
import { operator, operatorFault } from '../../__testUtils__/operatorFixtures';
import { renderPlatform } from '../../__testUtils__/renderPlatform';

const server = setupServer();
registerMswTestHooks(server);

const TITLE = 'External Secrets Operator';
const LOADING = 'Loading the version of the operator…';

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

/** Opens the page of these clusters. */
function open(clusters: ClusterView[], address = '') {
  backend.distributions = () =>
    distributionsResponse([distribution('oauth')], { clusters });
  backend.clusters = { answeredAt: ANSWERED_AT, clusters };
  return renderPlatform(address);
}

const region = () => screen.findByRole('region', { name: TITLE });

const ready = async () => {
  await screen.findByRole('heading', { name: 'Distributions' });
  await waitFor(() => expect(screen.queryByText(LOADING)).toBeNull());
};

const bug = operatorFault({
  id: '6053',
  kind: 'bug',
  severity: 'warning',
  summary: 'Copies are no longer refreshed',
  condition: null,
  policy: null,
  remedy: 'restart the operator',
  url: 'https://github.com/external-secrets/external-secrets/issues/6053',
});

describe('the operator on the platform page', () => {
  it('has its version, how that is known, and when it was read', async () => {
    const readAt = new Date(Date.parse(ANSWERED_AT) - 120_000).toISOString();
    open([cluster({ operator: operator({ readAt }) })]);
    const section = await region();
    expect(section).toHaveTextContent('No known faults');
    expect(section).toHaveTextContent('External Secrets Operator 0.20.4');
    expect(section).toHaveTextContent('from its Deployment');
    expect(section).toHaveTextContent(/read 2 min ago/);
    expect(within(section).queryByRole('group')).toBeNull();
  });

  it('has its faults, the worst first, each with its condition, remedy and link', async () => {
    open([cluster({ operator: operator({ faults: [bug, operatorFault()] }) })]);
    const section = await region();
    expect(section).toHaveTextContent(/Known faults/);
    expect(section).toHaveTextContent('2 faults concern this cluster');
    const [cve, issue] = within(section).getAllByRole('note');
    expect(cve).toHaveTextContent(/^CVE-2026-22822/);
    expect(cve).toHaveTextContent('Error');
    expect(cve).toHaveTextContent(
      'The template function getSecretKey returns any Secret of any namespace.',
    );
    expect(cve).toHaveTextContent('When a team may write a template.');
    expect(cve).toHaveTextContent(
      'Policy central-secrets-team-templates keeps teams from it, where it is applied: central-secrets doctor checks that.',
    );
    expect(cve).toHaveTextContent(
      'Remedy: upgrade External Secrets Operator to 1.2.0 or newer.',
    );
    expect(within(cve).getByRole('link')).toHaveAttribute(
      'href',
      operatorFault().url,
    );
    expect(issue).toHaveTextContent(/^Issue 6053/);
    expect(issue).toHaveTextContent('Warning');
    expect(issue).not.toHaveTextContent('When');
    expect(issue).not.toHaveTextContent('Policy');
    expect(issue).not.toHaveTextContent('Not certain');
  });

  it('opens its faults with the keyboard where none is an error', async () => {
    open([cluster({ operator: operator({ faults: [bug] }) })]);
    const section = await region();
    const details = within(section).getByRole('group');
    expect(details).not.toHaveAttribute('open');
    within(section).getByText('1 fault concerns this cluster').focus();
    await userEvent.click(
      within(section).getByText('1 fault concerns this cluster'),
    );
    expect(details).toHaveAttribute('open');
  });

  it('may be newer where only its API tells', async () => {
    const faults = [operatorFault({ severity: 'note', certain: false })];
    open([
      cluster({
        operator: operator({
          version: '2.7',
          atLeast: true,
          source: 'api',
          faults,
        }),
      }),
    ]);
    const section = await region();
    expect(section).toHaveTextContent('External Secrets Operator 2.7 or newer');
    expect(section).toHaveTextContent('from its API');
    expect(section).toHaveTextContent('Possible faults');
    expect(section).toHaveTextContent(
      'Not certain: the operator may be newer.',
    );
  });

  it('is unknown where nothing tells, and the page says what to do', async () => {
    open([cluster({ operator: null })]);
    const section = await region();
    expect(section).toHaveTextContent(/Unknown/);
    expect(section).toHaveTextContent(
      'Its version is not known. Set operatorVersion of this cluster, or apply deploy/base/operator-version.',
    );
  });

  it('is that of the chosen cluster, or each with its cluster', async () => {
    const clusters = [
      cluster({ operator: operator() }),
      cluster({
        name: 'cloud',
        title: 'The cloud',
        operator: operator({ version: '2.9.0', source: 'configuration' }),
      }),
    ];
    const { goTo } = open(clusters);
    const rows = async () =>
      within(await region())
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent);
    expect(await rows()).toEqual([
      expect.stringContaining('0.20.4'),
      expect.stringMatching(/2\.9\.0.*from the configuration.*The cloud/),
    ]);
    goTo('?cluster=cloud');
    await waitFor(async () =>
      expect(await rows()).toEqual([expect.stringContaining('2.9.0')]),
    );
  });

  it('is shown by its words where a newer backend has other ones', async () => {
    open([
      cluster({
        operator: operator({
          source: 'telemetry',
          faults: [
            operatorFault({ id: 'X-1', kind: 'rumor', severity: 'terrible' }),
            bug,
          ],
        }),
      }),
    ]);
    const section = await region();
    expect(section).toHaveTextContent('telemetry');
    const [issue, rumor] = within(section).getAllByRole('note', {
      hidden: true,
    });
    expect(issue).toHaveTextContent('Issue 6053');
    expect(rumor).toHaveTextContent(/^X-1.*terrible/);
  });

  it('is loading until there is an answer', async () => {
    let release = () => {};
    backend.clustersHeldBy = new Promise(resolve => {
      release = resolve;
    });
    open([cluster({ operator: operator() })]);
    expect(await screen.findByText(LOADING)).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: TITLE })).toBeNull();
    release();
    expect(await region()).toHaveTextContent('0.20.4');
    expect(screen.queryByText(LOADING)).toBeNull();
  });

  it('cannot be loaded, and is asked for again', async () => {
    backend.clusters = {
      status: 500,
      name: 'Error',
      message: 'the database is locked',
    };
    renderPlatform();
    expect(
      await screen.findByText(
        /^Cannot load the version of the operator: .*the database is locked/,
      ),
    ).toBeInTheDocument();
    backend.clusters = {
      answeredAt: ANSWERED_AT,
      clusters: [cluster({ operator: operator() })],
    };
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await region()).toHaveTextContent('0.20.4');
  });

  it.each<[string, () => void]>([
    [
      'does not tell it',
      () => {
        backend.clusters = {
          answeredAt: ANSWERED_AT,
          clusters: [cluster()],
        };
      },
    ],
    [
      'refuses the list of clusters',
      () => {
        backend.clusters = {
          status: 403,
          name: 'NotAllowedError',
          message: 'no',
        };
      },
    ],
  ])('is not shown where an older backend %s', async (_what, setUp) => {
    setUp();
    renderPlatform();
    await ready();
    expect(screen.queryByRole('region', { name: TITLE })).toBeNull();
    expect(screen.queryByText(/Cannot load the version/)).toBeNull();
  });
});
