import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import {
  ANSWERED_AT,
  available,
  delivery,
  deliveryIn,
  plan,
  response,
} from '../../__testUtils__/fixtures';
import type { ManualClock } from '../../__testUtils__/ManualClock';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import { SecretsTab } from '../SecretsTab/SecretsTab';

const server = setupServer();
registerMswTestHooks(server);

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend(server);
  backend.deliveries = response({ available: [available('gh-oauth')] });
});

function renderTab() {
  const rendered = renderWithEntity(clock => <SecretsTab clock={clock} />);
  backend.clock = rendered.clock;
  return rendered;
}

const section = (name: string) => screen.findByRole('region', { name });

async function openDialog() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Request gh-oauth' }),
  );
  return screen.findByRole('dialog', { name: 'Request gh-oauth' });
}

/** Lets time pass, and waits for the question that it brings. */
async function advanceToQuestion(clock: ManualClock, milliseconds: number) {
  // One for the next second, and one for the next question about deliveries and chains.
  await waitFor(() => expect(clock.waiting).toBe(3));
  const asked = backend.asked;
  await clock.advance(milliseconds);
  await waitFor(() => expect(backend.asked).toBe(asked + 1));
}

describe('asking for a secret', () => {
  it('shows first what changes and what arrives, and changes nothing by that', async () => {
    backend.dryRun = plan('gh-oauth', {
      warnings: [
        message('managed-in-git', {
          controller: 'Argo CD',
          namespace: 'backstage',
          mark: 'argocd.argoproj.io/tracking-id',
        }),
      ],
    });
    renderTab();
    const dialog = await openDialog();

    expect(
      await within(dialog).findByRole('group', { name: 'What changes' }),
    ).toHaveTextContent('+ secrets/gh-oauth: "true"');
    expect(dialog).toHaveTextContent('on namespace backstage of cluster hub');
    expect(within(dialog).getByRole('listitem')).toHaveTextContent(
      'gh-oauth · Opaque · token',
    );
    expect(dialog).toHaveTextContent(
      "Argo CD manages the namespace backstage (argocd.argoproj.io/tracking-id): it may undo this change unless the namespace's manifest in Git gets it too.",
    );
    expect(backend.posted).toEqual([
      {
        distribution: 'gh-oauth',
        action: 'add',
        cluster: 'hub',
        namespace: 'backstage',
        dryRun: true,
      },
    ]);
  });

  it('shows it at once as on its way, and moves it by itself until it is there', async () => {
    const { clock } = renderTab();
    const dialog = await openDialog();
    await within(dialog).findByText('What arrives');
    await userEvent.click(screen.getByRole('button', { name: 'Add label' }));

    // The cluster shows nothing yet.
    const attention = await section('Needs attention');
    expect(within(attention).getByText('Pending')).toBeInTheDocument();
    expect(attention).toHaveTextContent('The label was added now.');
    expect(
      screen.queryByRole('button', { name: 'Request gh-oauth' }),
    ).not.toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.getByRole('heading', { name: 'Needs attention' }),
      ).toHaveFocus(),
    );

    backend.deliveries = response({
      deliveries: [
        deliveryIn('pending', 'gh-oauth', {
          requested: { by: 'user:default/guest', at: ANSWERED_AT },
        }),
      ],
    });
    await advanceToQuestion(clock, 2_000);
    await waitFor(() =>
      expect(attention).toHaveTextContent('Requested 2 s ago by guest'),
    );

    backend.deliveries = response({ deliveries: [delivery('gh-oauth')] });
    await advanceToQuestion(clock, 2_000);
    const arrived = await section('Synced');
    expect(within(arrived).getByText('gh-oauth')).toBeInTheDocument();
    expect(attention).not.toBeInTheDocument();
    expect(
      screen.getByText('gh-oauth: Synced. The Secret gh-oauth is up to date.'),
    ).toHaveAttribute('aria-live', 'polite');

    // Every answer has arrived: only the timers wait.
    await waitFor(() => expect(clock.waiting).toBe(3));
    const asked = backend.asked;
    await clock.advance(14_000);
    expect(backend.asked).toBe(asked);
    await advanceToQuestion(clock, 1_000);
  });

  it('says that it is unusual when the cluster does not show it for long', async () => {
    const { clock } = renderTab();
    await openDialog();
    await screen.findByText('What arrives');
    await userEvent.click(screen.getByRole('button', { name: 'Add label' }));
    await section('Needs attention');

    await clock.advance(31_000);
    expect(await screen.findByText(/This is unusual/)).toBeInTheDocument();
    expect(screen.getByText('Platform team can fix this')).toBeInTheDocument();
  });

  it('shows a refusal of the dry run in the backend’s words, and asks again on demand', async () => {
    backend.dryRun = {
      status: 403,
      name: 'NotAllowedError',
      message: 'component:default/backstage is not owned by you',
    };
    renderTab();
    const dialog = await openDialog();

    expect(
      await within(dialog).findByText(
        'component:default/backstage is not owned by you',
      ),
    ).toBeInTheDocument();
    expect(
      within(dialog).queryByRole('button', { name: 'Add label' }),
    ).not.toBeInTheDocument();

    backend.dryRun = plan('gh-oauth');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Try again' }),
    );
    expect(await within(dialog).findByText('What arrives')).toBeInTheDocument();
  });

  it('keeps the plan when the change is refused, and lets one try again', async () => {
    backend.request = {
      status: 403,
      name: 'NotAllowedError',
      message: 'the namespace is protected',
    };
    renderTab();
    const dialog = await openDialog();
    await within(dialog).findByText('What arrives');
    await userEvent.click(screen.getByRole('button', { name: 'Add label' }));

    expect(
      await within(dialog).findByText('the namespace is protected'),
    ).toBeInTheDocument();
    expect(dialog).toHaveTextContent('+ secrets/gh-oauth: "true"');

    backend.request = plan('gh-oauth');
    await userEvent.click(screen.getByRole('button', { name: 'Add label' }));
    expect(await section('Needs attention')).toHaveTextContent('Pending');
  });

  it('asks for the reason that the distribution asks for, and sends it', async () => {
    const requires = { review: false, reviewers: [], reason: true };
    backend.dryRun = plan('gh-oauth', { requires });
    renderTab();
    const dialog = await openDialog();
    const field = await within(dialog).findByRole('textbox', {
      name: /Reason/,
    });
    expect(field).toBeRequired();
    expect(dialog).toHaveTextContent(
      'This secret is given only with a reason.',
    );
    const apply = within(dialog).getByRole('button', { name: 'Add label' });
    expect(apply).toBeDisabled();
    await userEvent.type(field, ' ');
    expect(apply).toBeDisabled();
    await userEvent.type(field, 'We sign in.');
    await userEvent.click(apply);
    await waitFor(() =>
      expect(backend.posted.at(-1)).toEqual(
        expect.objectContaining({ reason: 'We sign in.' }),
      ),
    );
  });

  it('says who reviews the pull request', async () => {
    const reviewers = ['group:default/security'];
    backend.dryRun = plan('gh-oauth', {
      requires: { review: true, reviewers, reason: false },
    });
    renderTab();
    await openDialog();
    expect(
      await screen.findByText(
        'The label changes only by a pull request that group:default/security reviews.',
      ),
    ).toBeInTheDocument();
  });

  it('names a pull request as what it is, and leads to it', async () => {
    backend.mode = 'gitops';
    backend.pullRequestUrl = 'https://git.example.com/platform/pulls/7';
    backend.deliveries = response({
      available: [available('gh-oauth')],
      requests: { mode: 'gitops', allowed: true, reason: null },
    });
    renderTab();
    await openDialog();
    await screen.findByText('What arrives');
    await userEvent.click(
      screen.getByRole('button', { name: 'Open pull request' }),
    );

    expect(
      await screen.findByRole('link', { name: /platform\/pulls\/7/ }),
    ).toHaveAttribute('href', backend.pullRequestUrl);
  });

  it('can be left with the keyboard, and puts the focus back', async () => {
    renderTab();
    const dialog = await openDialog();
    await within(dialog).findByText('What arrives');

    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(
      screen.getByRole('button', { name: 'Request gh-oauth' }),
    ).toHaveFocus();
    expect(backend.posted).toHaveLength(1);
  });

  it('offers nothing to those who may not ask, and says why', async () => {
    const reason = message('other-owners', { owners: ['team-a'] });
    backend.deliveries = response({
      available: [available('gh-oauth', { requestable: false, reason })],
      requests: { mode: 'cluster', allowed: false, reason },
    });
    renderTab();

    expect(
      await screen.findByText('No requests possible: Only for team-a.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Request gh-oauth' }),
    ).not.toBeInTheDocument();
  });
});

describe('giving a secret back', () => {
  it('shows which label and which Secret go, and then shows that it is going', async () => {
    const leaving = plan('gh-oauth', {
      add: {},
      remove: ['secrets/gh-oauth'],
      arrives: [],
      leaves: [{ distribution: 'gh-oauth', secret: 'gh-oauth' }],
    });
    backend.dryRun = leaving;
    backend.request = leaving;
    backend.deliveries = response({ deliveries: [delivery('gh-oauth')] });
    const { clock } = renderTab();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Use gh-oauth' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));

    const dialog = await screen.findByRole('dialog', {
      name: 'Remove gh-oauth',
    });
    expect(
      await within(dialog).findByRole('group', { name: 'What changes' }),
    ).toHaveTextContent('- secrets/gh-oauth');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Remove label' }),
    );

    const arrived = await section('Synced');
    expect(
      await within(arrived).findByText(/The label was removed/),
    ).toBeInTheDocument();

    backend.deliveries = response({ available: [available('gh-oauth')] });
    await advanceToQuestion(clock, 2_000);
    expect(
      await screen.findByRole('button', { name: 'Request gh-oauth' }),
    ).toBeInTheDocument();
    expect(arrived).not.toBeInTheDocument();
  });
});
