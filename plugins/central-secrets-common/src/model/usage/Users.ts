import { merged } from '../parse/podSpec';
import { OwnerRecord, PodRecord, SecretReference } from '../workloads';

/** Who names a Secret: a workload with its pods, or a ServiceAccount or an Ingress. @public */
export interface SecretUser {
  readonly kind: string;
  readonly name: string;
  readonly references: readonly SecretReference[];
  /** Its pods that name the Secret and are not finished. */
  readonly pods: readonly PodRecord[];
}

/** What names an object within its namespace. */
export const keyOf = ({ kind, name }: OwnerRecord) => `${kind}/${name}`;

/** Gathers users while they are found. */
export class Users {
  private readonly accounts = new Set<string>();
  private readonly users = new Map<
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
    for (const secret of new Set(references.map(each => each.secret))) {
      if (serviceAccount) this.accounts.add(`${serviceAccount}/${secret}`);
      const ofSecret = this.users.get(secret) ?? new Map();
      this.users.set(secret, ofSecret);
      const user = ofSecret.get(keyOf({ kind, name })) ?? {
        kind,
        name,
        references: [],
        pods: [],
      };
      ofSecret.set(keyOf(user), user);
      user.references.push(
        ...references.filter(each => each.secret === secret),
      );
      if (pod && !pod.isFinished) user.pods.push(pod);
    }
  }

  /** Whether something that names the Secret runs as the ServiceAccount. */
  isUsedAs(serviceAccount: string, secret: string): boolean {
    return this.accounts.has(`${serviceAccount}/${secret}`);
  }

  bySecret(): Map<string, SecretUser[]> {
    return new Map(
      [...this.users].map(([secret, users]) => [
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
