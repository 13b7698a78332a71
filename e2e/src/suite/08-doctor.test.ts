import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  expectedRights,
  namespaceFinalizer,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { waitFor } from '../framework/waitFor';
import { writeKubeconfig } from '../framework/kubeconfig';
import { theWorld } from '../jest/globals';
import { readExternalSecret, readSecret } from './cluster';
import { distribution, namespace, requestLabel } from './manifests';

const COMMAND = join(REPOSITORY_DIRECTORY, 'packages/cli/bin/central-secrets');
const RBAC = 'rbac.authorization.k8s.io';

interface Finding {
  readonly code: string;
  readonly about: string;
  readonly message: string;
}

/** The command as it is called by hand, on the real API server. */
function doctor(
  args: readonly string[],
  kubeconfig = theWorld().platform.controlPlane.kubeconfig,
): Promise<{ code: number; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [COMMAND, 'doctor', '--kubeconfig', kubeconfig, ...args],
      { maxBuffer: 64 * 1024 * 1024 },
      (error, output, errors) => {
        const code = error ? error.code : 0;
        if (typeof code === 'number') resolve({ code, output, errors });
        else reject(error);
      },
    );
  });
}

async function examined(
  args: readonly string[] = [],
  kubeconfig?: string,
): Promise<{
  code: number;
  findings: Finding[];
  fixes:
    | {
        namespace: string;
        outcome: string;
        error?: string;
        patch: unknown;
      }[]
    | null;
}> {
  const { code, output, errors } = await doctor(
    ['--format', 'json', ...args],
    kubeconfig,
  );
  if (!output) throw new Error(errors);
  const { checks, fixes } = JSON.parse(output);
  return {
    code,
    findings: checks.flatMap(
      ({ findings }: { findings: Finding[] }) => findings,
    ),
    fixes,
  };
}

const finalizersOf = async (name: string): Promise<string[] | undefined> => {
  const { api } = theWorld().platform;
  return (await api.get(`/api/v1/namespaces/${name}`))?.metadata.finalizers;
};

/** Asks for a distribution, and returns when its Secret is there. */
async function delivered(name: string, distributionName: string) {
  const { kubectl } = theWorld().platform.controlPlane;
  await kubectl.apply(namespace(name, requestLabel(distributionName)));
  await waitFor(() => readSecret(name, distributionName), {
    reason: `the Secret ${name}/${distributionName}`,
  });
  expect(await finalizersOf(name)).toContain(
    namespaceFinalizer(distributionName),
  );
}

/** Waits for a namespace that was deleted; in vain, it tells what holds it up. */
async function gone(name: string) {
  const read = () => theWorld().platform.api.get(`/api/v1/namespaces/${name}`);
  await waitFor(async () => !(await read()), {
    reason: `namespace ${name} to be gone`,
    // Kubernetes looks again only after a while where it found content.
    limitMs: 120_000,
    describe: async () => JSON.stringify(await read()),
  });
}

/** Takes the label away, and returns when the operator has no more to do. */
async function takenBack(name: string, distributionName: string) {
  const { platform } = theWorld();
  const label = Object.keys(requestLabel(distributionName))[0];
  await platform.controlPlane.kubectl.run([
    'label',
    'namespace',
    name,
    `${label}-`,
  ]);
  await waitFor(
    async () => {
      const path = `/apis/external-secrets.io/v1/clusterexternalsecrets/${distributionName}`;
      const { status } = (await platform.api.get(path))!;
      return (
        !(await readExternalSecret(name, distributionName)) &&
        !status?.provisionedNamespaces?.includes(name)
      );
    },
    { reason: `the operator to have taken ${distributionName} back` },
  );
}

describe('central-secrets doctor', () => {
  const { platform } = theWorld();
  const { kubectl } = platform.controlPlane;

  beforeAll(async () => {
    // The operator runs here as an administrator, and not as the service
    // account of deploy/, which so far has no rights but to read the hub.
    const [operator] = expectedRights();
    await kubectl.apply(
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRole',
        metadata: { name: 'doctor-operator' },
        rules: operator.needs
          .filter(entry => entry.namespace === undefined)
          .map(({ group, resources, verbs }) => ({
            apiGroups: [group],
            resources,
            verbs,
          })),
      },
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: { name: 'doctor-operator' },
        roleRef: {
          apiGroup: RBAC,
          kind: 'ClusterRole',
          name: 'doctor-operator',
        },
        subjects: [
          {
            kind: 'ServiceAccount',
            namespace: 'external-secrets',
            name: 'external-secrets',
          },
        ],
      },
      distribution('doctored'),
    );
    // Other tests took labels away, and have left finalizers.
    await examined(['--fix', '--yes']);
  });

  afterAll(async () => {
    await kubectl.run([
      'delete',
      '--ignore-not-found',
      'clusterrole,clusterrolebinding',
      'doctor-operator',
      'doctor-excess',
    ]);
    await kubectl.run(['delete', 'clusterexternalsecret', 'doctored']);
  });

  it('finds nothing wrong with the hub of deploy/', async () => {
    const { findings, code } = await examined();
    expect(findings).toEqual([]);
    expect(code).toBe(0);
    const { output } = await doctor([]);
    expect(output).toMatch(/, as admin\n/);
    expect(output.match(/^ok /gm)).toHaveLength(6);
    expect(output).toMatch(/\n0 problems\n$/);
  });

  it('names the right that the reader lacks', async () => {
    const role = '/apis/rbac.authorization.k8s.io/v1/clusterroles';
    const before = await platform.api.get(`${role}/central-secrets-reader`);
    const rules = before!.rules.map((rule: { apiGroups: string[] }) =>
      rule.apiGroups.includes('external-secrets.io')
        ? { ...rule, verbs: ['get', 'list'] }
        : rule,
    );
    await platform.api.ask('PATCH', `${role}/central-secrets-reader`, {
      rules,
    });
    try {
      const { code, findings } = await waitFor(
        async () => {
          const found = await examined();
          return found.findings.length > 0 && found;
        },
        { reason: 'the authorizer to know of the change' },
      );
      expect(code).toBe(1);
      expect(findings).toMatchObject([
        {
          code: 'right-missing',
          about:
            "Backstage's reader (service account backstage/central-secrets-reader)",
          message: expect.stringMatching(
            /^cannot watch clusterexternalsecrets\.external-secrets\.io; .*watch secretstores/,
          ),
        },
      ]);
    } finally {
      await platform.api.ask('PATCH', `${role}/central-secrets-reader`, {
        rules: before!.rules,
      });
    }
  });

  it('names what the reader may do and must not: read Secrets', async () => {
    await kubectl.apply(
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRole',
        metadata: { name: 'doctor-excess' },
        rules: [
          { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] },
        ],
      },
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: { name: 'doctor-excess' },
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'doctor-excess' },
        subjects: [
          {
            kind: 'ServiceAccount',
            namespace: 'backstage',
            name: 'central-secrets-reader',
          },
        ],
      },
    );
    try {
      const { code, findings } = await waitFor(
        async () => {
          const found = await examined();
          return found.findings.length > 0 && found;
        },
        { reason: 'the authorizer to know of the change' },
      );
      expect(code).toBe(1);
      expect(
        findings.map(({ code: each, message }) => [each, message]),
      ).toEqual([
        [
          'right-excess',
          'can get, list secrets; what it cannot read it cannot leak',
        ],
        [
          'right-excess',
          'can get, list secrets in namespace central-secret-store; what it cannot read it cannot leak',
        ],
      ]);
    } finally {
      await kubectl.run(['delete', 'clusterrolebinding', 'doctor-excess']);
    }
  });

  it('says what it could not examine, when the reader itself asks', async () => {
    const { code, findings } = await examined([], platform.reader.kubeconfig);
    expect(code).toBe(2);
    const unknown = findings.filter(each => each.code === 'cannot-examine');
    expect(unknown.map(({ about }) => about)).toEqual(
      expect.arrayContaining([
        'ConfigMap central-secret-store/central-secrets-access',
        "Backstage's writer (service account backstage/central-secrets-writer)",
      ]),
    );
    // Of itself it may ask.
    expect(unknown.map(({ about }) => about)).not.toContain(
      "Backstage's reader (service account backstage/central-secrets-reader)",
    );
    expect(unknown).toHaveLength(findings.length);
  });

  it('misses a policy that only warns, and whom the policies trust', async () => {
    const binding =
      '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/central-secrets-hub-store';
    const access =
      '/api/v1/namespaces/central-secret-store/configmaps/central-secrets-access';
    const before = (await platform.api.get(access))!;
    await platform.api.ask('PATCH', binding, {
      spec: { validationActions: ['Audit'] },
    });
    await platform.api.ask('PATCH', access, {
      data: { 'request-label-users': 'somebody-else' },
    });
    try {
      const { code, findings } = await examined();
      expect(code).toBe(1);
      expect(findings).toMatchObject([
        {
          code: 'policy-weak',
          about: 'ValidatingAdmissionPolicyBinding central-secrets-hub-store',
        },
        {
          code: 'access-not-trusted',
          message: expect.stringContaining(
            'system:serviceaccount:backstage:central-secrets-writer',
          ),
        },
      ]);
    } finally {
      await platform.api.ask('PATCH', binding, {
        spec: { validationActions: ['Deny'] },
      });
      await platform.api.ask('PATCH', access, { data: before.data });
    }
  });

  it('keeps a finalizer that the operator still needs', async () => {
    await delivered('doctor-needed', 'doctored');
    const { code, findings, fixes } = await examined(['--fix', '--yes']);
    expect({ code, findings, fixes }).toEqual({
      code: 0,
      findings: [],
      fixes: [],
    });
    expect(await finalizersOf('doctor-needed')).toEqual([
      namespaceFinalizer('doctored'),
    ]);
    const { output } = await doctor(['--fix']);
    expect(output).toMatch(
      /Finalizers that stay\n(?:.*\n)*.*doctor-needed.*its copy doctored is still there/,
    );
  });

  it('finds the finalizer that the real operator leaves, shows what takes it away, and does so', async () => {
    await delivered('doctor-left', 'doctored');
    await takenBack('doctor-left', 'doctored');
    expect(await finalizersOf('doctor-left')).toEqual([
      namespaceFinalizer('doctored'),
    ]);

    const dry = await examined(['--fix']);
    expect(dry.code).toBe(1);
    expect(dry.findings).toMatchObject([
      {
        code: 'namespace-finalizer-left',
        about: 'Namespace doctor-left',
        message: expect.stringContaining('Deleting it will hang'),
      },
    ]);
    expect(dry.fixes).toMatchObject([
      {
        namespace: 'doctor-left',
        outcome: 'accepted',
        patch: [
          { op: 'test', path: '/metadata/resourceVersion' },
          {
            op: 'test',
            path: '/metadata/finalizers/0',
            value: namespaceFinalizer('doctored'),
          },
          { op: 'remove', path: '/metadata/finalizers/0' },
        ],
      },
    ]);
    expect(await finalizersOf('doctor-left')).toEqual([
      namespaceFinalizer('doctored'),
    ]);

    const fixed = await examined(['--fix', '--yes']);
    expect(fixed.fixes).toMatchObject([
      { namespace: 'doctor-left', outcome: 'applied' },
    ]);
    expect(fixed.code).toBe(0);
    expect(await finalizersOf('doctor-left')).toBeUndefined();
    await platform.api.ask('DELETE', '/api/v1/namespaces/doctor-left');
    await gone('doctor-left');
  });

  it('frees a namespace that hangs while it is being deleted', async () => {
    await delivered('doctor-hanging', 'doctored');
    await takenBack('doctor-hanging', 'doctored');
    await platform.api.ask('DELETE', '/api/v1/namespaces/doctor-hanging');
    const { findings } = await waitFor(
      async () => {
        const found = await examined();
        return (
          found.findings.some(({ message }) => message.includes('hangs')) &&
          found
        );
      },
      { reason: 'the doctor to see that the namespace hangs' },
    );
    expect(findings).toMatchObject([
      {
        code: 'namespace-finalizer-left',
        about: 'Namespace doctor-hanging',
        message: expect.stringContaining('It is being deleted, and hangs'),
      },
    ]);
    const { fixes } = await examined(['--fix', '--yes']);
    expect(fixes).toMatchObject([
      { namespace: 'doctor-hanging', outcome: 'applied' },
    ]);
    await gone('doctor-hanging');
  });

  it('tells in one line what keeps it from asking', async () => {
    const file = join(platform.directory, 'stranger.kubeconfig');
    await writeKubeconfig(file, 'stranger', {
      ...platform.reader.identity,
      token: 'not-a-real-token',
    });
    const stranger = await doctor([], file);
    expect(stranger.code).toBe(2);
    expect(stranger.errors).toMatch(
      /^central-secrets doctor: https:.* does not know who asks \(401\).*\n$/,
    );
    await writeFile(file, 'no kubeconfig: [');
    const broken = await doctor([], file);
    expect(broken.code).toBe(2);
    expect(broken.errors).toMatch(/^central-secrets doctor: .*\n$/);
    expect(stranger.output + broken.output).toBe('');
  });
});
