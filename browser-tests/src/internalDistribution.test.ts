import { expect, test } from './test';

const CONTESTED = 'platform-data/mysql/orders';
const TITLE = 'How should this secret travel?';

test('the platform page shows a chain in each state, and its details', async ({
  secrets,
}) => {
  const { page } = secrets;
  await secrets.open('backstage');
  await page.goto('/central-secrets');
  const chains = page.getByRole('region', { name: 'Internal distribution' });
  for (const state of [
    'Conflict',
    'Failed',
    'Denied',
    'Store unavailable',
    'Terminating',
    'Stale',
    'Outdated',
    'Pending',
    'Synced',
  ]) {
    await expect(
      chains.getByText(state, { exact: true }).first(),
    ).toBeVisible();
  }
  const details = chains.getByRole('button', {
    name: `Details of ${CONTESTED}`,
  });
  await details.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: CONTESTED });
  await expect(
    dialog.getByRole('img', { name: `Picture of the chain ${CONTESTED}` }),
  ).toBeVisible();
  await expect(dialog).toContainText('mysql-orders-copy');
  await expect(dialog).toContainText('Platform team can fix this');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(details).toBeFocused();
});

test('the tab of a consumer shows the chains that it uses, and names nothing of their producer', async ({
  secrets,
}) => {
  const { page } = secrets;
  await secrets.open('temporal');
  const chains = page.getByRole('region', { name: 'Internal distribution' });
  await expect(chains).toContainText('platform-data/postgres/temporal');
  await expect(chains).toContainText('Used here');
  const failed = chains.getByRole('list', {
    name: 'Hops of platform-data/redis/temporal',
  });
  await expect(failed).toContainText(
    '1 PushSecret of another namespace: Failed',
  );
  await expect(chains).not.toContainText('PushSecret platform-data/');

  await secrets.open('platform-data');
  await expect(chains).toContainText('Produced here');
  await expect(chains).not.toContainText('ExternalSecret temporal/');
});

test('a person asks how a secret should travel, with the keyboard, and gets its manifests', async ({
  secrets,
}) => {
  const { page } = secrets;
  await secrets.open('temporal');
  await page.getByRole('button', { name: TITLE }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: TITLE });
  await dialog.getByRole('button', { name: 'Show the decision' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status').first()).toContainText(
    'answers need a correction',
  );

  const choose = (name: string, label: string) =>
    dialog.getByRole('combobox', { name }).selectOption({ label });
  const fill = (name: string, text: string) =>
    dialog.getByRole('textbox', { name, exact: true }).fill(text);
  await choose(
    'Where does the value come from?',
    'An operator in the cluster generates it',
  );
  await choose('What is it?', 'A secret');
  await fill('Namespace of the producer', 'platform-data');
  await fill('Namespaces of the consumers', 'temporal');
  await choose('Does the value change?', 'Yes, for example by rotation');
  await choose('When is it needed?', 'Afterwards');
  await expect(dialog).toContainText('Use internal distribution');
  await fill('Datasource', 'postgres');
  await fill('Consumer or instance', 'temporal');
  await fill('Source Secret', 'temporal-password');
  await fill('Keys', 'username, password');
  await fill('Secret of each consumer', 'temporal-postgres');
  const manifests = dialog.getByRole('group', { name: 'Manifests' });
  await expect(manifests).toContainText('kind: PushSecret');
  await expect(manifests).toContainText('kind: ExternalSecret');
});
