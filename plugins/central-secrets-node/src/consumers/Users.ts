import { merged, OwnerRecord, PodRecord, SecretReference } from '../records';

/**
 * A consumer that names a Secret: a workload with its pods, a ServiceAccount or
 * an Ingress. @public
 */
export interface SecretConsumer {
  readonly kind: string;
  readonly name: string;
  readonly references: readonly SecretReference[];
  /** Its pods that name the Secret and are not finished. */
  readonly pods: readonly PodRecord[];
}

/** Returns the key that identifies an object within its namespace. */
export const keyOf = ({ kind, name }: OwnerRecord) => `${kind}/${name}`;

function bySecret(
  references: readonly SecretReference[],
): Map<string, SecretReference[]> {
  const found = new Map<string, SecretReference[]>();
  for (const each of references) {
    const same = found.get(each.secret);
    if (same) {
      same.push(each);
    } else {
      found.set(each.secret, [each]);
    }
  }
  return found;
}

/** Gathers users while they are found. */
export class Users {
  readonly #accounts = new Set<string>();
  readonly #users = new Map<
    string,
    Map<
      string,
      OwnerRecord & { references: SecretReference[]; pods: PodRecord[] }
    >
  >();

  add(
    { kind, name }: OwnerRecord,
    references: readonly SecretReference[],
    serviceAccount?: string,
    pod?: PodRecord,
  ): void {
    for (const [secret, ofThis] of bySecret(references)) {
      if (serviceAccount) {
        this.#accounts.add(`${serviceAccount}/${secret}`);
      }
      const ofSecret = this.#users.get(secret) ?? new Map();
      this.#users.set(secret, ofSecret);
      const user = ofSecret.get(keyOf({ kind, name })) ?? {
        kind,
        name,
        references: [],
        pods: [],
      };
      ofSecret.set(keyOf(user), user);
      user.references.push(...ofThis);
      if (pod && !pod.isFinished) {
        user.pods.push(pod);
      }
    }
  }

  /** Whether something that names the Secret runs as the ServiceAccount. */
  isUsedAs(serviceAccount: string, secret: string): boolean {
    return this.#accounts.has(`${serviceAccount}/${secret}`);
  }

  bySecret(): Map<string, SecretConsumer[]> {
    return new Map(
      [...this.#users].map(([secret, users]) => [
        secret,
        [...users.values()]
          .map(user => ({ ...user, references: merged(user.references) }))
          .sort(
            (a, b) =>
              a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name),
          ),
      ]),
    );
  }
}
