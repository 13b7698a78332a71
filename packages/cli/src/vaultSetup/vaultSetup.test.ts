import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeVault } from './__testUtils__/FakeVault';
import { POLICIES } from './policies';
import { vaultSetup } from './vaultSetup';

const TOKEN = 'not-a-real-token';
const REVIEWER = 'not-a-real-reviewer-token';

const WRITES = [
  'sys/mounts/secret',
  'sys/policies/acl/internal-distribution-push',
  'sys/policies/acl/internal-distribution-read',
  'sys/auth/kubernetes',
  'auth/kubernetes/config',
  'auth/kubernetes/role/external-secrets',
];

describe('central-secrets vault-setup', () => {
  let vault: FakeVault;
  let folder: string;

  beforeAll(async () => {
    vault = await FakeVault.start();
    folder = mkdtempSync(join(tmpdir(), 'central-secrets-vault-'));
  });
  beforeEach(() => vault.reset());
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await vault.stop();
  });

  async function call(
    args: readonly string[] = [],
    environment: Record<string, string | undefined> = {},
  ) {
    let output = '';
    let errors = '';
    const code = await vaultSetup(args, {
      write: text => {
        output += text;
      },
      writeError: text => {
        errors += text;
      },
      environment: {
        VAULT_ADDR: vault.url,
        VAULT_TOKEN: TOKEN,
        ...environment,
      },
    });
    expect(output + errors).not.toContain(TOKEN);
    expect(output + errors).not.toContain(REVIEWER);
    return { code, output, errors };
  }

  const dataOf = (path: string) => vault.state.get(path)?.data;

  function file(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  it('has the policies of deploy/internal-distribution/vault', () => {
    for (const [name, text] of Object.entries(POLICIES)) {
      expect(text).toBe(
        readFileSync(
          join(
            __dirname,
            '../../../../deploy/internal-distribution/vault',
            `${name}.hcl`,
          ),
          'utf8',
        ),
      );
    }
  });

  it('shows the difference with --dry-run, and writes nothing', async () => {
    const { code, output } = await call(['--dry-run']);
    expect(output).toBe(
      `${[
        'differs   mount secret/: missing: KV version 2',
        'differs   policy internal-distribution-push: missing',
        'differs   policy internal-distribution-read: missing',
        'differs   login auth/kubernetes/: missing',
        'differs   auth/kubernetes/config: missing',
        'differs   role external-secrets: missing',
        '6 of 6 differ. Nothing was written: run without --dry-run to write',
      ].join('\n')}\n`,
    );
    expect(code).toBe(1);
    expect(vault.writes).toEqual([]);
  });

  it('writes what differs, the role last, and nothing the second time', async () => {
    await expect(call()).resolves.toMatchObject({
      code: 0,
      errors: '',
      output: expect.stringContaining('Done: 6 written'),
    });
    expect(vault.writes).toEqual(WRITES);
    expect(dataOf('auth/kubernetes/role/external-secrets')).toEqual({
      bound_service_account_names: ['vault-backend'],
      bound_service_account_namespaces: ['external-secrets'],
      audience: 'vault',
      token_policies: [
        'internal-distribution-push',
        'internal-distribution-read',
      ],
      token_ttl: 600,
      token_max_ttl: 600,
    });
    vault.requests.length = 0;
    for (const args of [[], ['--dry-run']]) {
      await expect(call(args)).resolves.toMatchObject({
        code: 0,
        output: expect.stringContaining('In order: nothing to write'),
      });
    }
    expect(vault.writes).toEqual([]);
    expect(new Set(vault.requests.map(({ token }) => token))).toEqual(
      new Set([TOKEN]),
    );
  });

  it('writes only the part that was changed', async () => {
    await call();
    dataOf('auth/kubernetes/role/external-secrets').token_policies.push('root');
    dataOf('sys/policies/acl/internal-distribution-read').policy =
      'path "*" {}';
    vault.requests.length = 0;
    const { output } = await call();
    expect(output).toContain(
      'differs   role external-secrets: token_policies: internal-distribution-push, internal-distribution-read, root → internal-distribution-push, internal-distribution-read\n',
    );
    expect(vault.writes).toEqual([
      'sys/policies/acl/internal-distribution-read',
      'auth/kubernetes/role/external-secrets',
    ]);
  });

  it('binds another account on request, such as that of the RFC', async () => {
    await call(['--service-account', 'external-secrets/external-secrets']);
    expect(dataOf('auth/kubernetes/role/external-secrets')).toMatchObject({
      bound_service_account_names: ['external-secrets'],
    });
  });

  describe('how Vault reaches the API server', () => {
    it('is that of its own pod by default', async () => {
      await call();
      expect(dataOf('auth/kubernetes/config')).toEqual({
        kubernetes_host: 'https://kubernetes.default.svc',
        kubernetes_ca_cert: '',
        disable_local_ca_jwt: false,
      });
    });

    it('stays as it is, where it is set up and no option is given', async () => {
      await call();
      dataOf('auth/kubernetes/config').kubernetes_host = 'https://other';
      await expect(call()).resolves.toMatchObject({
        output: expect.stringContaining('In order'),
      });
      expect(dataOf('auth/kubernetes/config').kubernetes_host).toBe(
        'https://other',
      );
    });

    it('is what the options say, with a token that no output has', async () => {
      const args = [
        '--kubernetes-host=https://api.example.com:6443/',
        `--kubernetes-ca-file=${file('ca.crt', 'a certificate\n')}`,
        `--reviewer-token-file=${file('reviewer', `${REVIEWER}\n`)}`,
      ];
      await call(args);
      expect(dataOf('auth/kubernetes/config')).toEqual({
        kubernetes_host: 'https://api.example.com:6443',
        kubernetes_ca_cert: 'a certificate',
        disable_local_ca_jwt: true,
        token_reviewer_jwt_set: true,
      });
      await expect(call(args)).resolves.toMatchObject({
        code: 0,
        output: expect.stringContaining('In order'),
      });
      dataOf('auth/kubernetes/config').token_reviewer_jwt_set = false;
      await expect(call([...args, '--dry-run'])).resolves.toMatchObject({
        code: 1,
        output: expect.stringContaining('token_reviewer_jwt: missing'),
      });
    });
  });

  it.each([
    [
      'KV version 1',
      (state: Map<string, any>) => {
        state.get('sys/mounts').data['secret/'] = {
          type: 'kv',
          options: { version: '1' },
        };
      },
      'is KV version 1, and its upgrade changes every path for its clients',
    ],
    [
      'a version 2 that serves version 1',
      (state: Map<string, any>) => {
        state.get('sys/mounts').data['secret/'] = {
          type: 'kv',
          options: { version: '2' },
        };
      },
      'says that it is KV version 2, and does not serve it',
    ],
    [
      'another engine',
      (state: Map<string, any>) => {
        state.get('sys/mounts').data['secret/'] = { type: 'transit' };
      },
      'is of type transit, and not kv',
    ],
    [
      'another login',
      (state: Map<string, any>) => {
        state.get('sys/auth').data['kubernetes/'] = { type: 'jwt' };
      },
      'is of type jwt, and not kubernetes',
    ],
  ])('refuses to change %s', async (_what, change, words) => {
    change(vault.state);
    const { code, errors } = await call();
    expect(errors).toContain(words);
    expect(errors).toContain('nothing was written');
    expect(code).toBe(2);
    expect(vault.writes).toEqual([]);
  });

  it.each<[string, string, number, unknown, string]>([
    ['a page', 'sys/health', 200, '<html>hello</html>', 'not by a Vault'],
    ['a list', 'sys/health', 200, [], 'not by a Vault'],
    [
      'something else',
      'sys/health',
      200,
      { status: 'up' },
      'GET sys/health is not the one of a Vault',
    ],
    [
      'nonsense for mounts',
      'sys/mounts',
      200,
      { data: { 'secret/': 'kv' } },
      'GET sys/mounts is not the one of a Vault',
    ],
    [
      'no mounts',
      'sys/mounts',
      200,
      { data: {} },
      'GET sys/mounts is not the one of a Vault',
    ],
    [
      'nonsense for a policy, after everything else was right',
      'sys/policies/acl/internal-distribution-read',
      200,
      { data: { policy: 7 } },
      'GET sys/policies/acl/internal-distribution-read is not the one of a Vault',
    ],
    [
      'sealed',
      'sys/health',
      503,
      { initialized: true, sealed: true },
      'Vault is sealed: unseal it with vault operator unseal',
    ],
    [
      'not initialized',
      'sys/health',
      501,
      { initialized: false, sealed: true },
      'Vault is not initialized: initialize it',
    ],
    [
      'forbidden',
      'sys/mounts',
      403,
      { errors: ['permission denied'] },
      'the token may not read sys/mounts (403)',
    ],
    [
      'broken',
      'sys/auth',
      500,
      { errors: [`internal error with ${TOKEN}`] },
      'GET sys/auth failed: status 500: internal error',
    ],
    [
      'a redirection',
      'sys/health',
      307,
      '',
      'is redirected (307): set VAULT_ADDR to the active Vault',
    ],
  ])('writes nothing where the answer is %s', async (...row) => {
    const [, path, status, body, words] = row;
    vault.replies.set(`GET ${path}`, { status, body });
    const { code, output, errors } = await call();
    expect(errors).toContain(`central-secrets vault-setup: `);
    expect(errors).toContain(words);
    expect({ code, output, writes: vault.writes }).toEqual({
      code: 2,
      output: '',
      writes: [],
    });
  });

  it('says what is not written where Vault refuses, and goes on there the next time', async () => {
    const path = 'auth/kubernetes/config';
    vault.replies.set(`POST ${path}`, {
      status: 403,
      body: { errors: ['1 error occurred:\n\t* permission denied\n\n'] },
    });
    const { code, errors, output } = await call();
    expect(errors).toContain(
      'auth/kubernetes/config could not be written: status 403: 1 error occurred:; not written: role external-secrets',
    );
    expect(output).toContain('written   login auth/kubernetes/');
    expect(code).toBe(2);
    vault.replies.clear();
    vault.requests.length = 0;
    await expect(call()).resolves.toMatchObject({ code: 0 });
    expect(vault.writes).toEqual(WRITES.slice(-2));
  });

  it.each([
    [200, { data: {} }, 'there is no audit device'],
    [403, { errors: [] }, 'the audit devices are unknown'],
  ])('warns about audit devices: %s', async (status, body, words) => {
    vault.replies.set('GET sys/audit', { status, body });
    const { code, errors } = await call(['--dry-run']);
    expect(errors).toContain(`warning: ${words}`);
    expect(code).toBe(1);
  });

  it('says that no Vault answers', async () => {
    const { code, errors } = await call([], {
      VAULT_ADDR: 'http://127.0.0.1:9',
    });
    expect(errors).toMatch(/GET sys\/health failed: .*Check VAULT_ADDR/);
    expect(code).toBe(2);
  });

  it.each<[string, string[], Record<string, string | undefined>]>([
    ['VAULT_ADDR is not set', [], { VAULT_ADDR: undefined }],
    ['VAULT_ADDR is not an address', [], { VAULT_ADDR: 'vault' }],
    [
      'VAULT_ADDR begins with http://',
      [],
      { VAULT_ADDR: 'http://vault.example.com' },
    ],
    [
      'VAULT_ADDR has a user',
      [],
      { VAULT_ADDR: 'https://me:not-a-real-password@vault.example.com' },
    ],
    ['there is no token', [], { VAULT_TOKEN: undefined }],
    ['use either VAULT_TOKEN or', [], { VAULT_TOKEN_FILE: 'file' }],
    ['VAULT_SKIP_VERIFY is not supported', [], { VAULT_SKIP_VERIFY: '1' }],
    [
      'the token is empty, or has spaces',
      [],
      { VAULT_TOKEN: `${TOKEN}\n${TOKEN}` },
    ],
    [
      'VAULT_CACERT /nope cannot be read (ENOENT)',
      [],
      { VAULT_CACERT: '/nope' },
    ],
    [
      'VAULT_TOKEN_FILE /nope cannot be read (ENOENT)',
      [],
      { VAULT_TOKEN: undefined, VAULT_TOKEN_FILE: '/nope' },
    ],
    ["Unknown option '--nonsense'", ['--nonsense'], {}],
    ['--service-account takes <namespace>/<name>', ['--service-account=a'], {}],
    [
      '--kubernetes-ca-file and --reviewer-token-file together',
      ['--kubernetes-ca-file=a'],
      {},
    ],
    ['--kubernetes-host is not an address', ['--kubernetes-host=a'], {}],
  ])('exits with 2: %s', async (words, args, environment) => {
    const { code, output, errors } = await call(args, environment);
    expect(errors).toContain(words);
    expect(errors).not.toContain('not-a-real-password');
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(vault.requests).toEqual([]);
  });

  it('has a help', async () => {
    await expect(call(['--help'])).resolves.toMatchObject({
      code: 0,
      output: expect.stringContaining('Usage: central-secrets vault-setup'),
    });
  });
});
