import {
  Fields,
  fieldsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Manifest } from './manifest';
import { Path } from './path';
import { RuleInput } from './RuleInput';

/** The spec of a PushSecret, and where it stands. */
export interface Push {
  readonly manifest: Manifest;
  readonly spec: Fields;
  readonly path: Path;
}

/** What is pushed, by PushSecrets and ClusterPushSecrets that are whole. */
export function* pushesOf({ manifests, fragments }: RuleInput): Iterable<Push> {
  for (const manifest of manifests) {
    if (manifest.group !== 'external-secrets.io') {
      continue;
    }
    if (fragments.has(manifest)) {
      continue;
    }
    const spec = fieldsOf(manifest.object.spec);
    if (manifest.kind === 'PushSecret') {
      yield { manifest, spec, path: ['spec'] };
    } else if (manifest.kind === 'ClusterPushSecret') {
      yield {
        manifest,
        spec: fieldsOf(spec.pushSecretSpec),
        path: ['spec', 'pushSecretSpec'],
      };
    }
  }
}
