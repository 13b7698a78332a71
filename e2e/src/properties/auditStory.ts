import { OPERATOR_USER } from '../framework/controlPlane';
import { ApiAnswer, KubernetesApi } from '../framework/kubernetesApi';
import { patchObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import { copyOf } from './copies';
import {
  distributionObject,
  ITERATION_LABEL,
  namespaceObject,
  sourceObject,
  within,
} from './manifests';
import { decoded, secretIn, until } from './observe';

/** May do everything with Secrets: a user, and the group that has the right. */
export const STAFF = 'property-09-staff';
/** Has no right at all. */
export const STRANGER = 'property-09-stranger';
const GARBAGE_COLLECTOR =
  'system:serviceaccount:kube-system:generic-garbage-collector';

/** Operations on a distributed Secret, besides its creation and its removal. */
export const OPERATIONS = [
  'read',
  'list',
  'refused',
  'edit',
  'delete',
  'rotate',
] as const;
type Operation = (typeof OPERATIONS)[number];

/** An entry that must be found. */
export interface Wanted {
  readonly who: string;
  readonly verbs: readonly string[];
  readonly code: number;
  /** A list names no Secret. */
  readonly name?: string;
  readonly since: number;
}

/** Times in the log may come from a clock that is read a little earlier. */
const justNow = () => Date.now() - 1;

/**
 * One distributed Secret, the operations on it, and the entries that the log
 * must have.
 */
export class Story {
  readonly wanted: Wanted[] = [];
  readonly #toldFrom = justNow();
  readonly #path: string;
  #token: string;
  #uid?: string;
  readonly #plant: () => string;
  readonly #id: string;
  readonly #staff: KubernetesApi;
  readonly #stranger: KubernetesApi;

  constructor(
    id: string,
    plant: () => string,
    staff: KubernetesApi,
    stranger: KubernetesApi,
  ) {
    this.#id = id;
    this.#staff = staff;
    this.#stranger = stranger;
    this.#path = `/api/v1/namespaces/${id}/secrets`;
    this.#token = plant();
    this.#plant = plant;
  }

  get objects() {
    return objectsOf(this.#id, this.#token);
  }

  #want(who: string, code: number, ...verbs: string[]): void {
    this.#wantSince(justNow(), who, code, ...verbs);
  }

  #wantSince(
    since: number,
    who: string,
    code: number,
    ...verbs: string[]
  ): void {
    this.wanted.push({ who, code, verbs, name: this.#id, since });
  }

  /**
   * The operator creates it, perhaps before this test knows that all objects
   * exist.
   */
  async begin(): Promise<void> {
    this.#wantSince(this.#toldFrom, OPERATOR_USER, 201, 'create');
    const copy = await copyOf(this.#id, this.#id);
    this.#uid = copy.metadata.uid;
  }

  async do(operation: Operation): Promise<void> {
    const id = this.#id;
    const staff = this.#staff;
    const stranger = this.#stranger;
    const path = `${this.#path}/${id}`;
    switch (operation) {
      case 'read':
        this.#want(STAFF, 200, 'get');
        return expectStatus(200, staff.ask('GET', path));
      case 'refused':
        this.#want(STRANGER, 403, 'get');
        return expectStatus(403, stranger.ask('GET', path));
      case 'list': {
        const since = justNow();
        this.wanted.push({ who: STAFF, verbs: ['list'], code: 200, since });
        return expectStatus(200, staff.ask('GET', this.#path));
      }
      case 'edit': {
        this.#want(STAFF, 200, 'patch');
        this.#want(OPERATOR_USER, 200, 'update', 'patch');
        const { data } = sourceObject(id, { token: this.#plant() });
        await expectStatus(200, staff.ask('PATCH', path, { data }));
        await this.#untilCurrent();
        return undefined;
      }
      case 'delete':
        this.#want(STAFF, 200, 'delete');
        this.#want(OPERATOR_USER, 201, 'create');
        await expectStatus(200, staff.ask('DELETE', path));
        this.#uid = await this.#untilCurrent(this.#uid);
        return undefined;
      default: {
        this.#want(OPERATOR_USER, 200, 'update', 'patch');
        this.#token = this.#plant();
        const source = sourceObject(id, { token: this.#token });
        const { api } = theWorld().platform;
        await patchObject(api, source, { data: source.data });
        await this.#untilCurrent();
        return undefined;
      }
    }
  }

  /**
   * Removes the label; the garbage collector removes what the ExternalSecret
   * owned.
   */
  async end(): Promise<void> {
    const id = this.#id;
    this.#want(GARBAGE_COLLECTOR, 200, 'delete');
    await patchObject(theWorld().platform.api, namespaceObject(id), {
      metadata: { labels: { [ITERATION_LABEL]: null } },
    });
    await until(
      async () => !(await secretIn(id, id)),
      () => `the Secret of ${id} to be gone`,
    );
  }

  /**
   * Returns when the copy is current and is not `formerUid`.
   *
   * @returns its uid.
   */
  #untilCurrent(formerUid?: string): Promise<string | undefined> {
    const id = this.#id;
    return until(
      async () => {
        const copy = await secretIn(id, id);
        return (
          decoded(copy).token === this.#token &&
          copy?.metadata.uid !== formerUid &&
          copy?.metadata.uid
        );
      },
      () => `the current value in ${id}`,
    );
  }
}

async function expectStatus(
  status: number,
  answer: Promise<ApiAnswer>,
): Promise<void> {
  expect((await answer).status).toBe(status);
}

/** A namespace that asks, the source, and the distribution between them. */
export function objectsOf(id: string, token: string) {
  return [
    namespaceObject(id, { [ITERATION_LABEL]: id }),
    sourceObject(id, { token }),
    distributionObject({
      name: id,
      selectors: [within(id)],
      source: id,
      refreshSeconds: 2,
    }),
  ];
}
