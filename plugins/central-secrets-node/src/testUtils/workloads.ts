import { Change, Json, merge, RawObject } from './merge';
import { BUILT_AT } from './objects';

function built(
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string,
): RawObject {
  return {
    apiVersion,
    kind,
    metadata: {
      creationTimestamp: BUILT_AT,
      name,
      namespace,
      uid: `uid-of-${kind}-${namespace}/${name}`.toLocaleLowerCase('en-US'),
    },
  };
}

/** The controlling owner, as an object's metadata names it. @public */
export function ownedBy(kind: string, name: string): RawObject {
  return {
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind,
        name,
        uid: `uid-of-${kind}-${name}`.toLocaleLowerCase('en-US'),
        controller: true,
      },
    ],
  };
}

/** A pod's spec with one container, `app`, and these fields in it. @public */
export function podSpec(container: RawObject, more: RawObject = {}): RawObject {
  return {
    containers: [{ name: 'app', image: 'image.example/app', ...container }],
    ...more,
  };
}

/** A container's variable from a key of a Secret. @public */
export function variable(secret: string, key: string): RawObject {
  return {
    name: key.toLocaleUpperCase('en-US'),
    valueFrom: { secretKeyRef: { name: secret, key } },
  };
}

/** A Pod whose containers run since a time. @public */
export function pod(
  name: string,
  namespace: string,
  spec: RawObject,
  change: Change = {},
  startedAt: string = BUILT_AT,
): RawObject {
  const containers = (spec.containers ?? []) as RawObject[];
  return merge(
    {
      ...built('v1', 'Pod', name, namespace),
      spec,
      status: {
        phase: 'Running',
        startTime: startedAt,
        containerStatuses: containers.map(
          (container): Json => ({
            name: container.name,
            state: { running: { startedAt } },
          }),
        ),
      },
    },
    change,
  );
}

const TEMPLATE_API: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
};

/** A Deployment, StatefulSet, DaemonSet, Job or CronJob with this pod spec in its template. @public */
export function workload(
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob',
  name: string,
  namespace: string,
  spec: RawObject,
  change: Change = {},
): RawObject {
  const template = { template: { spec } };
  return merge(
    {
      ...built(TEMPLATE_API[kind], kind, name, namespace),
      spec: kind === 'CronJob' ? { jobTemplate: { spec: template } } : template,
    },
    change,
  );
}

/** A ReplicaSet of a Deployment. @public */
export function replicaSet(
  name: string,
  namespace: string,
  deployment: string,
): RawObject {
  return merge(built('apps/v1', 'ReplicaSet', name, namespace), {
    metadata: ownedBy('Deployment', deployment),
  });
}

/** A ServiceAccount with these imagePullSecrets. @public */
export function serviceAccount(
  name: string,
  namespace: string,
  ...imagePullSecrets: string[]
): RawObject {
  return {
    ...built('v1', 'ServiceAccount', name, namespace),
    imagePullSecrets: imagePullSecrets.map(each => ({ name: each })),
  };
}

/** An Ingress that serves with this Secret. @public */
export function ingress(
  name: string,
  namespace: string,
  secretName: string,
): RawObject {
  return {
    ...built('networking.k8s.io/v1', 'Ingress', name, namespace),
    spec: { tls: [{ hosts: ['app.example'], secretName }] },
  };
}
