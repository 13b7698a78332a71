import { join } from 'node:path';
import { requestToken } from '../framework/hub';
import { writeKubeconfig } from '../framework/kubeconfig';
import { collectionPath, PlainObject } from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { examined, Finding } from '../acceptance/doctor';
import { AttackedHub, TEAM } from './attackedHub';
import { storeOf } from './dangerousStores';
import {
  ACCESS,
  ARGO_CD_ACCOUNT,
  ARGO_CD_DEFINITIONS,
  ARGO_CD_NAMESPACE_OBJECT,
  ARGO_CD_OBJECTS,
  TRACES,
} from './traces';

// The command is started several times, and asks for hundreds of rights.
jest.setTimeout(600_000);

const RBAC = 'rbac.authorization.k8s.io';

/** Objects that the policies refuse once they are restored. */
const REFUSED: readonly PlainObject[] = [
  storeOf(TEAM, 'probe', { kubernetes: {} }),
  ...[
    {
      secretStoreRef: {
        kind: 'ClusterSecretStore',
        name: 'central-secret-store',
      },
    },
    { target: { template: { data: { a: '{{ getSecretKey }}' } } } },
  ].map(spec => ({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'probe', namespace: TEAM },
    spec,
  })),
];

describe('central-secrets doctor on an attacked hub', () => {
  let hub: AttackedHub;

  beforeAll(async () => {
    hub = await theWorld().attackedHub();
  });

  const examine = (kubeconfig = hub.controlPlane.kubeconfig) =>
    examined([], kubeconfig);

  /** The API server's caches may be a moment behind. */
  const untilFound = (isSo: (findings: readonly Finding[]) => boolean) =>
    waitFor(
      async () => {
        const found = await examine();
        return isSo(found.findings) && found;
      },
      { reason: 'the doctor to find the expected traces', limitMs: 180_000 },
    );

  async function untilRefused(object: PlainObject): Promise<void> {
    const path = `${collectionPath(object)}?dryRun=All`;
    await waitFor(
      async () => (await hub.mallory.ask('POST', path, object)).status === 403,
      { reason: 'the policies to refuse again', limitMs: 60_000 },
    );
  }

  const inShort = (findings: readonly Finding[]) =>
    findings.map(({ code, about }) => `${code} ${about}`);

  it('finds no problem before the attacks', async () => {
    const { findings, code } = await examine();
    expect(findings).toEqual([]);
    expect(code).toBe(0);
  });

  it('finds each trace, says what to do, and finds no problem once all traces are removed', async () => {
    const undo: (() => Promise<void>)[] = [];
    try {
      for (const { leave } of TRACES) {
        undo.unshift(await leave(hub.api));
      }
      const expected = TRACES.map(({ code, about }) => `${code} ${about}`);
      const { findings, code } = await untilFound(found =>
        expected.every(each => inShort(found).includes(each)),
      );
      expect(code).toBe(1);
      expect(inShort(findings)).toEqual(expect.arrayContaining(expected));
      expect(inShort(findings)).toContain(
        'generic-targets-allowed Deployment external-secrets/trace',
      );
      for (const finding of findings) {
        expect(finding).toMatchObject({ remedy: expect.any(String) });
      }
    } finally {
      for (const each of undo) {
        await each();
      }
      for (const object of REFUSED) {
        await untilRefused(object);
      }
    }
    const { code } = await untilFound(found => found.length === 0);
    expect(code).toBe(0);
  });

  it('names a trusted Argo CD that does not exist, and the projects of one that does', async () => {
    const users = (text: string) =>
      hub.api.ask('PATCH', ACCESS, { data: { 'request-label-users': text } });
    try {
      await users(ARGO_CD_ACCOUNT);
      const missing = await examine();
      expect(inShort(missing.findings)).toEqual([
        'trusted-account-missing ServiceAccount argocd-of-a-tenant/argocd-application-controller',
      ]);
      const { kubectl } = hub.controlPlane;
      await kubectl.apply(...ARGO_CD_DEFINITIONS);
      await kubectl.run([
        'wait',
        '--for=condition=Established',
        '--timeout=60s',
        ...ARGO_CD_DEFINITIONS.map(({ metadata }) => `crd/${metadata.name}`),
      ]);
      await kubectl.apply(ARGO_CD_NAMESPACE_OBJECT, ...ARGO_CD_OBJECTS);
      const { findings } = await untilFound(found =>
        found.some(({ code }) => code.startsWith('gitops')),
      );
      expect(findings).toMatchObject([
        {
          code: 'gitops-may-set-request-labels',
          about: ARGO_CD_ACCOUNT,
          message: expect.stringMatching(/argocd-of-a-tenant\/default$/),
        },
      ]);
    } finally {
      await users('');
      // The namespace stays, because the doctor ignores an empty one.
      await hub.remove(...ARGO_CD_OBJECTS);
      await hub.remove(...ARGO_CD_DEFINITIONS);
    }
  });

  it('does not believe an owner that has not created the object', async () => {
    const [copy] = await hub.api.list(
      '/apis/external-secrets.io/v1/externalsecrets',
    );
    const { ownerReferences } = copy.metadata as unknown as {
      ownerReferences: object[];
    };
    const forged: PlainObject = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'forged', namespace: TEAM, ownerReferences } as never,
      spec: {
        secretStoreRef: {
          kind: 'ClusterSecretStore',
          name: 'central-secret-store',
        },
        data: [{ secretKey: 'a', remoteRef: { key: 'no-such-secret' } }],
      },
    };
    try {
      expect(
        (await hub.api.ask('POST', collectionPath(forged), forged)).status,
      ).toBe(201);
      const { findings } = await examine();
      expect(findings).toMatchObject([
        {
          code: 'hub-read-directly',
          about: `ExternalSecret ${TEAM}/forged`,
          message: expect.stringMatching(
            /as its owner, which did not create it/,
          ),
        },
      ]);
    } finally {
      await hub.remove(forged);
    }
  });

  it('examines everything as an auditor, except the operator’s Deployments', async () => {
    const subject = {
      kind: 'ServiceAccount',
      name: 'trace-auditor',
      namespace: 'backstage',
    };
    const binding = (
      kind: 'Role' | 'ClusterRole',
      metadata: object,
    ): PlainObject => ({
      apiVersion: `${RBAC}/v1`,
      kind: `${kind}Binding`,
      metadata: { name: subject.name, ...metadata },
      roleRef: { apiGroup: RBAC, kind, name: 'central-secrets-auditor' },
      subjects: [subject],
    });
    const objects: PlainObject[] = [
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: subject.name, namespace: subject.namespace },
      },
      binding('ClusterRole', {}),
      binding('Role', { namespace: 'central-secret-store' }),
    ];
    await hub.controlPlane.kubectl.apply(...objects);
    try {
      const kubeconfig = join(hub.directory, 'auditor.kubeconfig');
      await writeKubeconfig(kubeconfig, 'auditor', {
        ...hub.api.identity,
        token: await requestToken(
          hub.controlPlane,
          subject.name,
          subject.namespace,
        ),
      });
      const { code, findings } = await waitFor(
        async () => {
          const found = await examine(kubeconfig);
          return found.code === 0 && found;
        },
        { reason: 'the authorizer to know of the auditor', limitMs: 180_000 },
      );
      expect(code).toBe(0);
      expect(findings).toMatchObject([
        {
          code: 'cannot-examine',
          severity: 'notice',
          about: 'Deployments of namespace external-secrets',
        },
      ]);
    } finally {
      await hub.remove(...objects);
    }
  });

  it('leaves the hub unharmed', async () => {
    expect(await hub.findHarm()).toEqual([]);
  });
});
