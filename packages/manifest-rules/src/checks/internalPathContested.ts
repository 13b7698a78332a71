import {
  InternalPush,
  internalPushesOf,
  storesOfPush,
} from '../internalDistribution';
import { Problem, Rule } from '../rule';

/** Whether the operator replaces what it finds at the path. */
function replaces({ push }: InternalPush): boolean {
  return push.spec.updatePolicy !== 'IfNotExists';
}

/** Whether one value replaces the other. A push without a property replaces all of the path. */
function overlap(one: InternalPush, other: InternalPush): boolean {
  return !one.property || !other.property || one.property === other.property;
}

/** Whether both certainly write to one store. A SecretStore is another one in each namespace. */
function shareStore(one: InternalPush, other: InternalPush): boolean {
  const stores = storesOfPush(other.push);
  return storesOfPush(one.push).some(
    ({ kind, name }) =>
      name &&
      kind === 'ClusterSecretStore' &&
      stores.some(each => each.kind === kind && each.name === name),
  );
}

export const internalPathContested: Rule = {
  code: 'internal-path-contested',
  severity: 'error',
  summary:
    'A value of internal distribution is written by one PushSecret: two replace each other, and both report Synced.',
  *check(input): Iterable<Problem> {
    const known = new Map<string, InternalPush[]>();
    for (const push of internalPushesOf(input)) {
      const others = known.get(push.key) ?? [];
      const rival = others.find(
        other =>
          other.push.manifest !== push.push.manifest &&
          replaces(other) &&
          replaces(push) &&
          overlap(other, push) &&
          shareStore(other, push),
      );
      known.set(push.key, [...others, push]);
      if (rival) {
        const { kind, name } = rival.push.manifest;
        yield {
          manifest: push.push.manifest,
          path: [...push.at, 'remoteKey'],
          message: `${kind} ${name} writes ${push.key}${
            push.property ? ` (${push.property})` : ''
          } too, and each replaces the value of the other: keep one of them, or give this one a path of its own`,
          other: { manifest: rival.push.manifest, path: rival.at },
        };
      }
    }
  },
};
