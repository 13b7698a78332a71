import { request } from 'node:http';
import { expect, test } from './test';

/**
 * Sends a request as a browser does where a foreign host name points to this
 * machine.
 */
function statusOf(url: URL, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers }, answer => {
      answer.resume();
      resolve(answer.statusCode!);
    });
    asked.on('error', reject);
    asked.end();
  });
}

test('a page of another site gets no guest token and no page', async ({
  secrets,
}) => {
  const { page } = secrets;
  const question = page.waitForRequest(/\/api\/central-secrets\//);
  await secrets.open('backstage');
  const backend = new URL((await question).url());
  const signIn = new URL('/api/auth/guest/refresh', backend);
  const own = { 'x-requested-with': 'XMLHttpRequest' };

  expect(await statusOf(signIn, own)).toBe(200);
  for (const url of [signIn, backend]) {
    const host = `evil.example:${url.port}`;
    expect(await statusOf(url, { ...own, host })).toBe(421);
    const origin = 'https://evil.example';
    expect(await statusOf(url, { ...own, origin })).toBe(403);
  }
  const frontend = new URL(page.url());
  const host = `evil.example:${frontend.port}`;
  expect(await statusOf(frontend, { host })).toBe(403);
});
