import { isDistributionAnnotation } from '../distributionAnnotations';
import { DistributionRecord, LabelSelector } from '../records';
import { conditionStatusOf, readyEntryOf } from './condition';
import { externalSecretSpecOf } from './externalSecretSpec';
import {
  annotationsOf,
  Fields,
  fieldsListOf,
  fieldsOf,
  nameOf,
  openObject,
  shownTextOf,
  textMapOf,
  textsOf,
} from './fields';
import { labelSelectorOf } from './labelSelector';

/**
 * All selectors, in the order in which ESO asks them: the deprecated
 * `namespaces` (each by its name label), the deprecated `namespaceSelector`,
 * then `namespaceSelectors` (GetTargetNamespaces in ESO's runtime/esutils).
 */
function selectorsOf(spec: Fields): LabelSelector[] {
  return [
    ...textsOf(spec.namespaces).map(name => ({
      matchLabels: { 'kubernetes.io/metadata.name': name },
    })),
    ...(spec.namespaceSelector
      ? [labelSelectorOf(spec.namespaceSelector)]
      : []),
    ...fieldsListOf(spec.namespaceSelectors).map(labelSelectorOf),
  ];
}

/**
 * A raw ClusterExternalSecret as a record.
 *
 * @throws InputError when it is not a ClusterExternalSecret
 * @public
 */
export function parseDistribution(object: unknown): DistributionRecord {
  const head = openObject(object, ['ClusterExternalSecret']);
  const { metadata, spec, status, name, uid, generation } = head;
  const ready = readyEntryOf(status);
  return {
    name,
    uid,
    generation,
    createdAt: head.createdAt,
    ...(head.deletedAt === undefined ? {} : { deletedAt: head.deletedAt }),
    annotations: annotationsOf(metadata.annotations, isDistributionAnnotation),
    labels: textMapOf(metadata.labels),
    externalSecretName: nameOf(spec.externalSecretName) ?? name,
    selectors: selectorsOf(spec),
    spec: externalSecretSpecOf(
      fieldsOf(spec.externalSecretSpec),
      `ClusterExternalSecret ${name}: spec.externalSecretSpec`,
    ),
    failedNamespaces: fieldsListOf(status.failedNamespaces).map(entry => ({
      namespace: nameOf(entry.namespace) ?? '',
      reason: shownTextOf(entry.reason),
    })),
    ...(ready
      ? {
          ready: {
            status: conditionStatusOf(ready.status),
            message: shownTextOf(ready.message),
          },
        }
      : {}),
  };
}
