import {
  JudgedUser,
  LastWrite,
  SecretUsage,
  SecretUserView,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { instant, toEvidence } from '../deliveries';

/** A user in the contract's form. An allow-list. */
export function toUser(
  user: JudgedUser,
  instantOf: typeof instant,
): SecretUserView {
  return {
    kind: user.kind,
    name: user.name,
    ways: user.references.map(
      ({ way, readAt, container, keys, serviceAccount }) => ({
        way,
        readAt,
        container: container ?? null,
        keys: keys ? [...keys] : null,
        serviceAccount: serviceAccount ?? null,
      }),
    ),
    pods: {
      count: user.pods.count,
      old: user.pods.old,
      unknown: user.pods.unknown,
    },
    oldSince: instantOf(user.oldSince),
    restartCommand: user.restartCommand ?? null,
  };
}

/** The newest write that is known of, with what shows it. */
export function toLastWrite(
  namespace: string,
  { known }: LastWrite,
  instantOf: typeof instant,
): SecretUsage['lastWrite'] {
  return known
    ? toEvidence(
        {
          kind: 'ExternalSecret',
          namespace,
          name: known.externalSecret,
          field: `event ${known.reason}`,
          value: 'the operator wrote the Secret',
          at: known.at,
        },
        instantOf,
      )
    : null;
}
