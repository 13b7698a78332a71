import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import {
  before,
  delivery,
  deliveryIn,
  MINUTE_MS,
  response,
} from '../../__testUtils__/fixtures';
import { renderWithEntity } from '../../__testUtils__/renderWithEntity';
import { SecretsTab } from '../SecretsTab/SecretsTab';

const server = setupServer();
registerMswTestHooks(server);

const pullSecret = delivery('registry', {
  description: 'Pull images',
  secret: {
    name: 'registry-credentials',
    type: 'kubernetes.io/dockerconfigjson',
    keys: ['.dockerconfigjson'],
  },
  requested: { by: 'user:default/jane', at: before(120 * MINUTE_MS) },
});
const failed = deliveryIn('failed', 'git-credentials');

/** The text that was last copied. Browsers copy the selection. */
let copied: string | undefined;

beforeEach(() => {
  copied = undefined;
  document.execCommand = () => {
    copied = document.getSelection()?.toString();
    return true;
  };
  const backend = new FakeBackend(server);
  backend.deliveries = response({ deliveries: [pullSecret, failed] });
});

const renderTab = (options?: { address?: string }) =>
  renderWithEntity(clock => <SecretsTab clock={clock} />, options);

async function open(button: string, drawer: string) {
  const opener = await screen.findByRole('button', { name: button });
  await userEvent.click(opener);
  return {
    opener,
    drawer: await screen.findByRole('dialog', { name: drawer }),
  };
}

const openFailed = () => open('Details of git-credentials', 'git-credentials');
const openPullSecret = () =>
  open('Use registry-credentials', 'registry-credentials');

const part = (drawer: HTMLElement, name: string) =>
  within(within(drawer).getByRole('region', { name }));

describe('the drawer of one delivery', () => {
  it('shows the way from the store to the Secret, and where it ends', async () => {
    renderTab();
    const { drawer } = await openFailed();

    const steps = part(drawer, 'Delivery path').getAllByRole('listitem');
    expect(steps.map(({ textContent }) => textContent)).toEqual([
      'Storecentral-secret-storeok',
      '→ Distributiongit-credentialsok',
      '→ ExternalSecretgit-credentialsproblem',
      '→ Secretgit-credentialsmissing',
    ]);
  });

  it('shows why, with the object, the field and the text', async () => {
    renderTab();
    const { drawer } = await openFailed();

    const why = part(drawer, 'Cause').getByRole('listitem');
    expect(why).toHaveTextContent('ExternalSecret backstage/git-credentials');
    expect(why).toHaveTextContent('event UpdateFailed');
    expect(why).toHaveTextContent(
      'key token does not exist in secret github-pat',
    );
    expect(why).toHaveTextContent('2 min ago');
  });

  it('says whose move it is, and copies the command', async () => {
    renderTab();
    const { drawer } = await openFailed();

    const now = part(drawer, 'Fix');
    expect(now.getByText('Platform team can fix this')).toBeInTheDocument();
    await userEvent.click(now.getByRole('button', { name: 'Copy command' }));
    expect(copied).toBe(failed.remedy.command);
    expect(now.getByRole('button', { name: 'Copied' })).toBeInTheDocument();
  });

  it('copies a message for the platform team that says what, where, why and what would help', async () => {
    renderTab();
    const { drawer } = await openFailed();

    await userEvent.click(
      part(drawer, 'Fix').getByRole('button', {
        name: 'Copy message',
      }),
    );
    expect(copied).toContain(
      'Secret `git-credentials` in namespace `backstage` of cluster `hub`: Failed since 2026-11-23 13:10 UTC',
    );
    expect(copied).toContain(
      '- ExternalSecret backstage/git-credentials, event UpdateFailed: key token does not exist in secret github-pat',
    );
    expect(copied).toContain(
      'Fix: Add the key token to the source secret github-pat, or correct remoteRef.property in ClusterExternalSecret git-credentials.',
    );
    expect(copied).toContain('For: component:default/backstage');
    expect(copied).toContain('http://localhost');
  });

  it('has ready YAML for pulling images with a registry’s Secret, and says that it is there', async () => {
    renderTab();
    const { drawer } = await openPullSecret();

    const use = part(drawer, 'Use');
    expect(
      use.getAllByRole('tab').map(({ textContent }) => textContent),
    ).toEqual(['imagePullSecrets', 'one key', 'volume']);
    await userEvent.click(use.getByRole('button', { name: 'Copy YAML' }));
    expect(copied).toBe(
      'spec:\n  imagePullSecrets:\n    - name: registry-credentials\n',
    );
    expect(use.queryByText(/missing/)).not.toBeInTheDocument();
  });

  it('brings the focus to how to use it, when that is what was asked', async () => {
    renderTab();
    const { drawer } = await openPullSecret();
    expect(within(drawer).getByRole('heading', { name: 'Use' })).toHaveFocus();
  });

  it('can be used with the keyboard alone', async () => {
    renderTab();
    const { drawer } = await openPullSecret();

    const tabs = within(drawer).getAllByRole('tab');
    await userEvent.tab();
    expect(tabs[0]).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(tabs[1]).toHaveAttribute('aria-selected', 'true');
    expect(within(drawer).getByRole('tabpanel')).toHaveTextContent(
      'secretKeyRef',
    );
  });

  it('closes with Escape, and puts the focus back', async () => {
    renderTab();
    const { opener, drawer } = await openFailed();

    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(drawer).not.toBeInTheDocument());
    expect(opener).toHaveFocus();
  });

  it('says that a Secret is not there, before it tells how to use it', async () => {
    renderTab();
    const { drawer } = await openFailed();
    expect(
      part(drawer, 'Use').getByText(/The Secret does not exist now/),
    ).toBeInTheDocument();
  });

  it('does not say how to use an object of another kind as a Secret', async () => {
    const backend = new FakeBackend(server);
    backend.deliveries = response({
      deliveries: [
        delivery('settings', {
          secret: {
            name: 'settings',
            type: 'ConfigMap',
            kind: 'ConfigMap',
            keys: ['a'],
          },
        }),
      ],
    });
    await renderTab();
    const { drawer } = await open('Details of settings', 'settings');
    const titles = within(drawer)
      .getAllByRole('region')
      .map(region => region.getAttribute('aria-label') ?? region.textContent);
    expect(titles.join()).not.toMatch(/Used by|Use it/i);
    expect(within(drawer).getByText('→ ConfigMap')).toBeInTheDocument();
    expect(within(drawer).queryByText(/secretKeyRef/)).not.toBeInTheDocument();
  });

  it('tells what is known of when, newest first', async () => {
    renderTab();
    const { drawer } = await openPullSecret();
    const moments = part(drawer, 'History').getAllByRole('listitem');
    expect(moments.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/next refresh$/),
      expect.stringMatching(/last synced$/),
      expect.stringMatching(/Synced since$/),
      expect.stringMatching(/requested by jane$/),
    ]);
  });

  it('has the delivery as the backend tells it, as YAML and as JSON', async () => {
    renderTab();
    const { drawer } = await openFailed();
    const raw = part(drawer, 'Raw');
    await userEvent.click(raw.getByRole('button', { expanded: false }));

    expect(await raw.findByRole('group', { name: 'Raw' })).toHaveTextContent(
      'id: hub/backstage/git-credentials',
    );
    await userEvent.click(raw.getByRole('button', { name: 'Copy JSON' }));
    expect(JSON.parse(copied!)).toEqual(failed);
  });

  it('opens from a link', async () => {
    renderTab({ address: '/?delivery=hub%2Fbackstage%2Fgit-credentials' });
    expect(
      await screen.findByRole('dialog', { name: 'git-credentials' }),
    ).toBeInTheDocument();
  });
});
