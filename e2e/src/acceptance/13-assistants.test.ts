import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { theWorld } from '../jest/globals';
import { labelsOf, readSecret } from './cluster';

const ENTITY = 'component:default/shop';
const DISTRIBUTION = 'application-docker-registry';
const ID = `hub/shop/${DISTRIBUTION}`;
const SECRET = 'gh-docker-registry-creds';
const LABEL = 'secrets/gh-docker-registry';
const ASKS = { entityRef: ENTITY, distribution: DISTRIBUTION };

/** Backstage's own MCP server, as a client of the official SDK sees it. */
describe('an assistant over MCP', () => {
  const { backstage, client } = theWorld();

  /** Calls a tool for a user, in a session of its own. */
  async function call(
    user: string,
    name: string,
    input: object,
  ): Promise<{ output: any; error?: string }> {
    return withMcp(user, async mcp => {
      const answer: any = await mcp.callTool({
        name: `central-secrets.${name}`,
        arguments: { ...input },
      });
      const [{ text }] = answer.content;
      return answer.isError
        ? { output: undefined, error: text }
        : { output: answer.structuredContent ?? parseText(text) };
    });
  }

  async function withMcp<T>(
    user: string,
    act: (mcp: Client) => Promise<T>,
  ): Promise<T> {
    const mcp = new Client({ name: 'e2e', version: '1.0.0' });
    const token = await client.tokenOf(user);
    await mcp.connect(
      new StreamableHTTPClientTransport(
        new URL(`${backstage.url}/api/mcp-actions/v1`),
        { requestInit: { headers: { authorization: `Bearer ${token}` } } },
      ),
    );
    try {
      return await act(mcp);
    } finally {
      await mcp.close();
    }
  }

  it('finds the tools, and sees that one of them changes something', async () => {
    const { tools } = await withMcp('jane', mcp => mcp.listTools());
    const ours = tools.filter(({ name }) =>
      name.startsWith('central-secrets.'),
    );
    expect(
      Object.fromEntries(
        ours.map(({ name, annotations }) => [
          name.slice('central-secrets.'.length),
          annotations?.destructiveHint,
        ]),
      ),
    ).toEqual({
      'list-secrets': false,
      'explain-secret': false,
      'find-available-secrets': false,
      'plan-secret-request': false,
      'request-secret': true,
    });
  });

  it('plans a request and changes nothing, carries out the confirmed plan, and the Secret arrives', async () => {
    const { output: plan } = await call('jane', 'plan-secret-request', {
      ...ASKS,
      action: 'add',
    });
    expect(plan).toMatchObject({
      addsLabels: { [LABEL]: 'true' },
      byPullRequest: false,
      arrives: [{ distribution: DISTRIBUTION, secret: SECRET }],
    });
    expect(await labelsOf('shop')).not.toHaveProperty(LABEL);

    const { output } = await call('jane', 'request-secret', {
      ...ASKS,
      action: 'add',
      planId: plan.planId,
    });
    expect(output.applied).toBe(true);
    const delivery = await client.untilDelivery('jane', ENTITY, {
      id: ID,
      reason: 'synced',
      holds: ({ state }) => state === 'synced',
    });
    expect(delivery.requested).toMatchObject({
      by: 'user:default/jane',
      via: 'assistant',
    });
    expect(await readSecret('shop', SECRET)).toBeDefined();
  });

  it('lists and explains it, and no answer has a value', async () => {
    const values = Object.values((await readSecret('shop', SECRET))!.data);
    const listed = await call('jane', 'list-secrets', { entityRef: ENTITY });
    expect(listed.output.secrets).toContainEqual(
      expect.objectContaining({ id: ID, state: 'synced', whoCanAct: 'nobody' }),
    );
    const explained = await call('jane', 'explain-secret', {
      entityRef: ENTITY,
      id: ID,
    });
    expect(explained.output).toMatchObject({ id: ID, state: 'synced' });
    const texts = JSON.stringify([listed, explained]);
    for (const value of values) {
      expect(texts).not.toContain(value);
      expect(texts).not.toContain(
        Buffer.from(String(value), 'base64').toString(),
      );
    }
  });

  it('does for a user only what that user may do', async () => {
    const { error } = await call('omar', 'plan-secret-request', {
      ...ASKS,
      action: 'remove',
    });
    expect(error).toMatch(/owner|see/);
    expect(await labelsOf('shop')).toHaveProperty(LABEL);
  });

  it('carries out no plan that was not made for it, and gives the secret back with one', async () => {
    const remove = { ...ASKS, action: 'remove' };
    const refused = await call('jane', 'request-secret', {
      ...remove,
      planId: '0000000000000000',
    });
    expect(refused.error).toContain('plan it again');
    expect(await labelsOf('shop')).toHaveProperty(LABEL);

    const { output: plan } = await call('jane', 'plan-secret-request', remove);
    expect(plan.removesLabels).toEqual([LABEL]);
    await call('jane', 'request-secret', { ...remove, planId: plan.planId });
    await client.untilDelivery('jane', ENTITY, {
      id: ID,
      reason: 'not-requested',
      holds: ({ state }) => state === 'not-requested',
    });
  });
});

/** The answer as text: JSON, with or without words around it. */
function parseText(text: string): unknown {
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
}
