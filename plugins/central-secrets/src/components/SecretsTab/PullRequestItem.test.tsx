import type { PullRequestView } from '@central-secrets/backstage-plugin-central-secrets-common';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import {
  available,
  before,
  MINUTE_MS,
  response,
} from '../../__testUtils__/fixtures';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import { SecretsTab } from './SecretsTab';

const server = setupServer();
registerMswTestHooks(server);

const URL = 'https://git.example.com/platform/clusters/pulls/7';

function pullRequest(change: Partial<PullRequestView> = {}): PullRequestView {
  return {
    cluster: 'hub',
    namespace: 'backstage',
    distribution: 'gh-oauth',
    action: 'add',
    url: URL,
    state: 'open',
    by: 'user:default/jane',
    at: before(10 * MINUTE_MS),
    endedAt: null,
    checkedAt: before(MINUTE_MS),
    ...change,
  };
}

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
});

function renderTab(...pullRequests: PullRequestView[]) {
  backend.deliveries = response({
    available: [available('gh-oauth')],
    requests: { mode: 'gitops', allowed: true, reason: null },
    pullRequests,
  });
  const rendered = renderWithEntity(clock => <SecretsTab clock={clock} />);
  backend.clock = rendered.clock;
  return rendered;
}

const section = () => screen.findByRole('region', { name: 'Pull requests' });
const requestButton = () =>
  screen.queryByRole('button', { name: 'Request gh-oauth' });

describe('a pull request in the tab', () => {
  it('is waited for, with its link, and is not requested twice', async () => {
    renderTab(pullRequest());
    const part = await section();
    expect(within(part).getByText('Waiting for pull request')).toBeVisible();
    expect(part).toHaveTextContent(
      'The label is added after the merge. The Secret arrives then.',
    );
    expect(part).toHaveTextContent('Requested 10 min ago by jane');
    expect(part).toHaveTextContent('Checked 1 min ago.');
    expect(
      within(part).getByRole('link', {
        name: /View pull request for gh-oauth/,
      }),
    ).toHaveAttribute('href', URL);
    expect(requestButton()).not.toBeInTheDocument();
  });

  it('that is merged waits for the GitOps controller', async () => {
    renderTab(pullRequest({ state: 'merged', endedAt: before(5 * MINUTE_MS) }));
    expect(await section()).toHaveTextContent('Pull request merged');
    expect(await section()).toHaveTextContent(
      'Merged 5 min ago. The namespace does not have the change yet: it waits for your GitOps controller.',
    );
    expect(requestButton()).not.toBeInTheDocument();
  });

  it('that was closed is told, and the secret can be requested again', async () => {
    renderTab(pullRequest({ state: 'closed', endedAt: before(5 * MINUTE_MS) }));
    expect(await section()).toHaveTextContent(
      'Closed 5 min ago without a merge, so nothing changed. You can request it again.',
    );
    await waitFor(() => expect(requestButton()).toBeInTheDocument());
  });

  it('in a state of a newer backend is shown as it is named', async () => {
    renderTab(pullRequest({ state: 'queued' }));
    expect(await section()).toHaveTextContent('queued');
  });

  it('for a removal says so', async () => {
    renderTab(pullRequest({ action: 'remove' }));
    expect(await section()).toHaveTextContent(
      'The label is removed after the merge.',
    );
  });
});

describe('the dialog of a request by pull request', () => {
  const proposal = {
    repositoryUrl: 'https://git.example.com/platform/clusters',
    path: 'clusters/hub/backstage.yaml',
    branch: 'main',
    lines: [{ change: 'added', line: 7, text: '    secrets/gh-oauth: "true"' }],
  };

  async function openDialog() {
    await userEvent.click(
      await screen.findByRole('button', { name: 'Request gh-oauth' }),
    );
    return screen.findByRole('dialog', { name: 'Request gh-oauth' });
  }

  beforeEach(() => {
    backend.mode = 'gitops';
    backend.proposal = proposal;
    backend.pullRequestUrl = URL;
  });

  it('shows the file and the lines before, and sends the reason', async () => {
    renderTab();
    const dialog = await openDialog();
    expect(
      await within(dialog).findByRole('group', { name: 'Pull request' }),
    ).toHaveTextContent('+ 7: secrets/gh-oauth: "true"');
    expect(dialog).toHaveTextContent(
      'changes clusters/hub/backstage.yaml in https://git.example.com/platform/clusters',
    );
    await userEvent.type(
      within(dialog).getByLabelText('Reason (optional)'),
      'Sign-in',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Open pull request' }),
    );
    expect(
      await within(dialog).findByText('The pull request is open:'),
    ).toBeVisible();
    expect(backend.posted.at(-1)).toEqual({
      distribution: 'gh-oauth',
      action: 'add',
      cluster: 'hub',
      namespace: 'backstage',
      reason: 'Sign-in',
    });
  });

  it('does not claim that a label was added', async () => {
    renderTab();
    await openDialog();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open pull request' }),
    );
    await screen.findByText('The pull request is open:');
    expect(screen.queryByText(/The label was added/)).not.toBeInTheDocument();
  });

  it('leads to the pull request that is open already, and opens no second one', async () => {
    backend.openPullRequestUrl = URL;
    renderTab();
    const dialog = await openDialog();
    expect(
      await within(dialog).findByText(
        'A pull request for this change is already open:',
      ),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('link', { name: new RegExp(URL) }),
    ).toBeVisible();
    expect(
      within(dialog).queryByRole('button', { name: 'Open pull request' }),
    ).not.toBeInTheDocument();
  });
});
