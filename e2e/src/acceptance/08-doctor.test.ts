import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeKubeconfig } from '../framework/kubeconfig';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { doctor, examined, giveOperatorRights } from './doctor';

const RBAC = 'rbac.authorization.k8s.io';
const EXCESS = 'doctor-excess';
const DECLARED_BY_TESTS =
  /^(ExternalSecret|SecretStore|ClusterSecretStore) (\S+)$/;

describe('central-secrets doctor', () => {
  const { platform } = theWorld();
  const { kubectl } = platform.controlPlane;

  let takeRightsAway: () => Promise<unknown>;

  beforeAll(async () => {
    takeRightsAway = await giveOperatorRights();
    // Other tests removed labels and have left finalizers.
    const { findings } = await examined(['--fix', '--yes']);
    // They also declared ExternalSecrets and stores, as administrators may.
    for (const { about } of findings) {
      const [, kind, place] = about.match(DECLARED_BY_TESTS) ?? [];
      if (kind) {
        const [name, namespace] = place.split('/').reverse();
        const where = namespace ? ['-n', namespace] : [];
        await kubectl.run([...where, 'delete', kind, name]);
      }
    }
  });

  afterAll(async () => {
    await kubectl.run(['delete', '--ignore-not-found', 'clusterrole', EXCESS]);
    await takeRightsAway();
  });

  it('finds no problem in the hub of deploy/', async () => {
    const { findings, code } = await examined();
    expect(findings).toEqual([]);
    expect(code).toBe(0);
    const { output } = await doctor([]);
    expect(output).toMatch(/, as admin\n/);
    expect(output.match(/^ok /gm)).toHaveLength(9);
    expect(output).toMatch(/\n0 problems, \d notices\n$/);
  });

  it('names the known faults of the operator, by the fields that it serves or by the given version', async () => {
    const { operatorFaults, code } = await examined();
    expect(code).toBe(0);
    const texts = operatorFaults.map(({ message }) => message).join('\n');
    expect(texts).toContain('version at least 0.20');
    expect(texts).toContain('issue 6677');
    expect(texts).toContain('CVE-2026-22822');
    const fixed = await examined(['--operator-version', '2.9.0']);
    expect(fixed.operatorFaults.map(({ message }) => message)).toEqual(
      expect.not.arrayContaining([expect.stringContaining('CVE-2026-22822')]),
    );
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
        {
          code: 'right-missing',
          message: expect.stringMatching(
            /^cannot watch pushsecrets\.external-secrets\.io; .*it observes internal distribution$/,
          ),
        },
      ]);
    } finally {
      await platform.api.ask('PATCH', `${role}/central-secrets-reader`, {
        rules: before!.rules,
      });
    }
  });

  it('names a forbidden right of the reader: reading Secrets', async () => {
    await kubectl.apply(
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRole',
        metadata: { name: EXCESS },
        rules: [
          { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] },
        ],
      },
      {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: { name: EXCESS },
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: EXCESS },
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
          'can get, list secrets; it cannot leak a value that it cannot read',
        ],
        [
          'right-excess',
          'can get, list secrets in namespace central-secret-store; it cannot leak a value that it cannot read',
        ],
      ]);
    } finally {
      await kubectl.run(['delete', 'clusterrolebinding', EXCESS]);
    }
  });

  it('says what it could not examine when the reader runs it', async () => {
    const { code, findings } = await examined([], platform.reader.kubeconfig);
    expect(code).toBe(2);
    const unknown = findings.filter(each => each.code === 'cannot-examine');
    expect(unknown.map(({ about }) => about)).toEqual(
      expect.arrayContaining([
        'ConfigMap central-secret-store/central-secrets-access',
        "Backstage's writer (service account backstage/central-secrets-writer)",
      ]),
    );
    // It may check its own rights.
    expect(unknown.map(({ about }) => about)).not.toContain(
      "Backstage's reader (service account backstage/central-secrets-reader)",
    );
    expect(unknown).toHaveLength(findings.length);
  });

  it('reports a policy that does not deny, and a missing trusted identity', async () => {
    const binding =
      '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/central-secrets-hub-store';
    const access =
      '/api/v1/namespaces/central-secret-store/configmaps/central-secrets-access';
    const before = (await platform.api.get(access))!;
    await platform.api.ask('PATCH', binding, {
      spec: { validationActions: ['Audit'] },
    });
    await platform.api.ask('PATCH', access, {
      data: { 'request-label-writers': 'somebody-else' },
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

  it('says in one line why it cannot ask', async () => {
    const file = join(platform.directory, 'stranger.kubeconfig');
    await writeKubeconfig(file, 'stranger', {
      ...platform.reader.identity,
      token: 'not-a-real-token',
    });
    const stranger = await doctor([], file);
    expect(stranger.code).toBe(2);
    expect(stranger.errors).toMatch(
      /^central-secrets doctor: https:.* refused the credentials \(401\).*\n$/,
    );
    await writeFile(file, 'no kubeconfig: [');
    const broken = await doctor([], file);
    expect(broken.code).toBe(2);
    expect(broken.errors).toMatch(/^central-secrets doctor: .*\n$/);
    expect(stranger.output + broken.output).toBe('');
  });
});
