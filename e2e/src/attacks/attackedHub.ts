import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBinaries } from '../framework/binaries';
import { Canaries } from '../framework/canaries';
import { ControlPlane } from '../framework/controlPlane';
import {
  applyHub,
  HUB_NAMESPACE,
  requestToken,
  waitForStore,
} from '../framework/hub';
import { writeKubeconfig } from '../framework/kubeconfig';
import { KubernetesApi } from '../framework/kubernetesApi';
import {
  collectionPath,
  deleteObject,
  objectPath,
  PlainObject,
} from '../framework/objects';
import { Operator } from '../framework/operator';
import { makeScratchDirectory, waitFor } from '@central-secrets/dev-tools';
import { INDEX_NAMESPACE } from '../hubIndex/indexedHub';
import { CHART_RIGHTS } from './chartRights';

/**
 * The namespace in which the attacker, Mallory, has the rights of an
 * administrator.
 */
export const TEAM = 'mallory';

/** The operator's refresh interval, in seconds. */
const REFRESH_SECONDS = 5;

/** A group that is bound to cluster-admin. */
const ALL_ROLES = 'all-roles';

const RBAC = 'rbac.authorization.k8s.io';
const POLICY_BINDINGS = `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings`;

/**
 * A cluster with `deploy/overlays/platform` as documented, on which the
 * operator runs under its own account with the rights of its chart, and a team
 * with the rights that a namespace administrator usually has.
 */
export class AttackedHub {
  #before = '';

  private constructor(
    readonly controlPlane: ControlPlane,
    readonly operator: Operator,
    /** Each key of each source secret has one as its value. */
    readonly canaries: Canaries,
    /** As the attacker. */
    readonly mallory: KubernetesApi,
    /** With the operator's own token, as the kubelet would mount it into its pod. */
    readonly operatorToken: string,
    /** For files that replace those in the operator's container. */
    readonly directory: string,
  ) {}

  static async start(): Promise<AttackedHub> {
    const binaries = await ensureBinaries();
    const directory = await makeScratchDirectory();
    const plane = join(directory, 'control-plane');
    await mkdir(plane);
    const controlPlane = await ControlPlane.start({
      binary: binaries.controlPlane,
      directory: plane,
    });
    const canaries = new Canaries();
    await applyHub({
      controlPlane,
      customResourceDefinitions: binaries.customResourceDefinitions,
      directory,
      refreshSeconds: REFRESH_SECONDS,
      valueOf: () => canaries.plant(),
      overlay: 'platform',
    });
    await controlPlane.kubectl.apply(...CHART_RIGHTS, ...teamObjects());
    const token = await requestToken(
      controlPlane,
      'external-secrets',
      'external-secrets',
    );
    const kubeconfig = join(directory, 'operator.kubeconfig');
    await writeKubeconfig(kubeconfig, 'external-secrets', {
      ...controlPlane.api.identity,
      token,
    });
    const operator = await Operator.start({
      binary: binaries.operator,
      kubeconfig,
      logFile: join(directory, 'operator.log'),
    });
    await waitForStore(controlPlane);
    const hub = new AttackedHub(
      controlPlane,
      operator,
      canaries,
      controlPlane.api.as('mallory', ['mallory-team']),
      token,
      directory,
    );
    await hub.#waitForAttackerRights();
    hub.#before = await hub.#hubObjects();
    return hub;
  }

  /** As administrator. */
  get api(): KubernetesApi {
    return this.controlPlane.api;
  }

  /**
   * Kubernetes adds the chart's rules to its own roles a moment after they are
   * applied.
   */
  async #waitForAttackerRights(): Promise<void> {
    const path = `/apis/external-secrets.io/v1/namespaces/${TEAM}/secretstores`;
    await waitFor(
      async () => (await this.mallory.ask('GET', path)).status === 200,
      { reason: 'the rights of the chart to be part of the role admin' },
    );
  }

  /** Creates an object of the team, and returns the status of the answer. */
  async createAsMallory(object: PlainObject): Promise<number> {
    const path = collectionPath(object);
    return (await this.mallory.ask('POST', path, object)).status;
  }

  /** Deletes objects, and returns when they are gone. */
  async remove(...objects: readonly PlainObject[]): Promise<void> {
    for (const object of objects) {
      await deleteObject(this.api, object);
    }
    await waitFor(
      async () => {
        const left = await Promise.all(
          objects.map(object => this.api.get(objectPath(object))),
        );
        return left.every(object => object === undefined);
      },
      { reason: 'the objects of the attack to be gone' },
    );
  }

  /**
   * Disables one policy while `body` runs: an attack that succeeds then is
   * real, and only this policy stops it. Returns when the policy refuses
   * `refused` again.
   */
  async withoutPolicy(
    name: string,
    refused: PlainObject,
    body: () => Promise<void>,
  ): Promise<void> {
    const path = `${POLICY_BINDINGS}/${name}`;
    const binding = await this.api.get(path);
    if (!binding) {
      throw new Error(`no policy binding ${name}`);
    }
    await this.api.ask('DELETE', path);
    try {
      await this.#untilAnswered(refused, 201);
      await body();
    } finally {
      const { resourceVersion, uid, ...metadata } = binding.metadata;
      await this.api.ask('POST', POLICY_BINDINGS, { ...binding, metadata });
      await this.#untilAnswered(refused, 403);
    }
  }

  /** The API server applies a changed policy after a moment, not at once. */
  async #untilAnswered(object: PlainObject, status: number): Promise<void> {
    const path = `${collectionPath(object)}?dryRun=All`;
    // Uses a name that is free whatever the attack has created.
    const metadata = { ...object.metadata, name: 'policy-probe' };
    await waitFor(
      async () => {
        const answer = await this.mallory.ask('POST', path, {
          ...object,
          metadata,
        });
        return answer.status === status;
      },
      { reason: `the policy to answer ${status}`, limitMs: 30_000 },
    );
  }

  /**
   * Runs `body` as a user whom roles allow everything, and whom the policies do
   * not trust.
   */
  async withAllRoles<T>(
    user: string,
    body: (api: KubernetesApi) => Promise<T>,
  ): Promise<T> {
    const api = this.api.as(user, [ALL_ROLES]);
    try {
      return await body(api);
    } finally {
      await api.close();
    }
  }

  /**
   * Returns the harm that is visible now, a line each: a canary of the hub or
   * the operator's token in anything that the attacker can read in her
   * namespace, or a change of the hub's own objects.
   */
  async findHarm(): Promise<string[]> {
    const { kinds, bytes } = await this.#readAsAttacker();
    const isBlind = !['secrets', 'externalsecrets', 'pushsecrets'].every(kind =>
      kinds.includes(kind),
    );
    return [
      ...(isBlind
        ? ['the test can no longer read what the attacker can read']
        : []),
      ...this.canaries
        .foundIn(bytes)
        .map(canary => `the attacker can read ${canary}`),
      ...(bytes.includes(this.operatorToken)
        ? ['the attacker can read the operator’s token']
        : []),
      ...((await this.#hubObjects()) === this.#before
        ? []
        : ['an object of the hub has changed']),
    ];
  }

  async #readAsAttacker(): Promise<{ kinds: string[]; bytes: Buffer }> {
    const { body } = await this.mallory.ask('GET', '/apis');
    const groups = (
      body.groups as { versions: { groupVersion: string }[] }[]
    ).flatMap(({ versions }) =>
      versions.map(({ groupVersion }) => `/apis/${groupVersion}`),
    );
    const kinds: string[] = [];
    const parts: Buffer[] = [];
    for (const group of ['/api/v1', ...groups]) {
      const { body: served } = await this.mallory.ask('GET', group);
      for (const { name, namespaced, verbs } of served.resources ?? []) {
        if (!namespaced || !verbs.includes('list')) {
          continue;
        }
        const path = `${group}/namespaces/${TEAM}/${name}`;
        const answer = await this.mallory.ask('GET', path);
        if (answer.status === 200) {
          kinds.push(name);
          parts.push(Buffer.from(JSON.stringify(answer.body)));
        }
      }
    }
    return { kinds, bytes: Buffer.concat(parts) };
  }

  /**
   * The Secrets of the hub and the identities that the policies trust, without
   * the fields that the API server adds.
   */
  async #hubObjects(): Promise<string> {
    const core = `/api/v1/namespaces/${HUB_NAMESPACE}`;
    const objects = [
      ...(await this.api.list(`${core}/secrets`)),
      ...(await this.api.list(`${core}/configmaps`)),
    ];
    return JSON.stringify(
      objects
        .map(({ metadata: { name, labels, annotations }, type, data }) => ({
          ...{ name, labels, annotations, type, data },
        }))
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
    );
  }

  async stop(): Promise<void> {
    await this.mallory.close();
    await this.operator.stop();
    await this.controlPlane.stop();
  }
}

/**
 * The team's namespace, a binding of Kubernetes' own role admin in it, and a
 * group that roles allow everything.
 */
function teamObjects(): object[] {
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: TEAM } },
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: INDEX_NAMESPACE },
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: TEAM, namespace: TEAM },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'admin' },
      subjects: [{ apiGroup: RBAC, kind: 'User', name: 'mallory' }],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: ALL_ROLES },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ apiGroup: RBAC, kind: 'Group', name: ALL_ROLES }],
    },
  ];
}
