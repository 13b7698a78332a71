import { expect, test } from './test';

test('a failed delivery says why, who can fix it, and what to do', async ({
  secrets,
}) => {
  await secrets.open('backstage');
  await secrets
    .row('sentry-dsn')
    .getByRole('button', { name: 'Details of sentry-dsn' })
    .click();
  const drawer = secrets.dialog('sentry-dsn');

  const flow = drawer.getByRole('region', { name: 'Delivery path' });
  await expect(flow.getByRole('listitem')).toHaveText([
    /Store.*central-secret-store.*ok/,
    /Distribution.*sentry-dsn.*ok/,
    /ExternalSecret.*sentry-dsn.*problem/,
    /Secret.*sentry-dsn.*missing/,
  ]);
  await expect(drawer.getByRole('region', { name: 'Cause' })).toContainText(
    'secrets "sentry-dsn" not found',
  );
  const whatNow = drawer.getByRole('region', { name: 'Fix' });
  await expect(whatNow).toContainText('Platform team can fix this');
  await expect(whatNow.getByRole('group')).toContainText('kubectl');
});

test('a message for the platform team can be copied', async ({ secrets }) => {
  await secrets.open('backstage');
  await secrets
    .row('smtp-relay')
    .getByRole('button', { name: 'Details of smtp-relay' })
    .click();
  await secrets
    .dialog('smtp-relay')
    .getByRole('button', { name: 'Copy message' })
    .click();
  const message = await secrets.page.evaluate(() =>
    navigator.clipboard.readText(),
  );
  expect(message).toContain('Secret `smtp-relay` in namespace `backstage`');
  expect(message).toContain('component:default/backstage');
  expect(message).toContain(secrets.page.url());
});

test('a synced Secret shows ready YAML for each way to use it', async ({
  secrets,
}) => {
  await secrets.open('backstage');
  await secrets
    .row('gh-docker-registry-creds')
    .getByRole('button', { name: 'Use gh-docker-registry-creds' })
    .click();
  const registry = secrets.dialog('gh-docker-registry-creds');
  const usage = registry.getByRole('region', { name: 'Use' });
  await expect(usage.getByRole('tabpanel')).toContainText(
    'imagePullSecrets:\n',
    { useInnerText: true },
  );
  await registry.getByRole('button', { name: 'Close' }).click();

  await secrets
    .row('gh-oauth')
    .getByRole('button', { name: 'Use gh-oauth' })
    .click();
  const tabs = secrets.dialog('gh-oauth').getByRole('region', {
    name: 'Use',
  });
  for (const [name, yaml] of [
    ['envFrom', 'secretRef:'],
    ['one key', 'secretKeyRef:'],
    ['volume', 'secretName: gh-oauth'],
  ]) {
    await tabs.getByRole('tab', { name }).click();
    await expect(tabs.getByRole('tabpanel')).toContainText(yaml);
  }
});

test('the address of an open drawer can be shared', async ({ secrets }) => {
  await secrets.open('backstage');
  await secrets
    .row('npm-registry')
    .getByRole('button', { name: 'Details of npm-registry' })
    .click();
  await expect(secrets.dialog('npm-registry')).toBeVisible();
  await secrets.page.reload();
  await expect(secrets.dialog('npm-registry')).toBeVisible({ timeout: 30_000 });
});
