import { Manifest } from './manifests';

/** The namespace of all these objects. */
export const NAMESPACE = 'used-by';

export const IMAGE = 'image.example/app';
type Fields = Readonly<Record<string, unknown>>;

export const objectOf = (
  apiVersion: string,
  kind: string,
  name: string,
  more: Fields,
): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, namespace: NAMESPACE },
  ...more,
});

/** A pod's spec with a container `app`, and a variable with a literal value. */
export function podSpec(
  canary: string,
  container: Fields,
  more: Fields = {},
): Fields {
  const { env = [], ...fields } = container as { env?: unknown[] };
  return {
    containers: [
      {
        name: 'app',
        image: IMAGE,
        env: [{ name: 'LITERAL', value: canary }, ...env],
        ...fields,
      },
    ],
    ...more,
  };
}

const template = (name: string, spec: Fields): Fields => ({
  metadata: { labels: { app: name } },
  spec,
});

export function replicated(kind: string, name: string, spec: Fields): Manifest {
  return objectOf('apps/v1', kind, name, {
    spec: {
      ...(kind === 'DaemonSet' ? {} : { replicas: 1 }),
      ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
      selector: { matchLabels: { app: name } },
      template: template(name, spec),
    },
  });
}

export const variable = (secret: string) => ({
  env: [
    {
      name: 'TOKEN',
      valueFrom: { secretKeyRef: { name: secret, key: 'token' } },
    },
  ],
});
const mounted = (mount: Fields = {}) => ({
  volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }],
});

/** One way to use a Secret. The Secret is named `used-by-<name>`. */
export interface WayOfUse {
  readonly name: string;
  /** `Kind name` of the workload that Backstage has to find. */
  readonly user: string;
  /** A part of the expected answer. */
  readonly way: Fields;
  readonly objects: (secret: string, canary: string) => Manifest[];
}

const app = { container: 'app', serviceAccount: null };

/** Every way in which a workload can name a Secret, each with a workload kind of its own. */
export const WAYS: readonly WayOfUse[] = [
  {
    name: 'variable',
    user: 'Deployment variable',
    way: { way: 'env', readAt: 'start', keys: ['token'], ...app },
    objects: (secret, canary) => [
      replicated('Deployment', 'variable', podSpec(canary, variable(secret))),
    ],
  },
  {
    name: 'all-keys',
    user: 'StatefulSet all-keys',
    way: { way: 'envFrom', readAt: 'start', keys: null, ...app },
    objects: (secret, canary) => [
      replicated(
        'StatefulSet',
        'all-keys',
        podSpec(canary, { envFrom: [{ secretRef: { name: secret } }] }),
      ),
    ],
  },
  {
    name: 'volume',
    user: 'DaemonSet volume',
    way: { way: 'volume', readAt: 'always', keys: null, ...app },
    objects: (secret, canary) => [
      replicated(
        'DaemonSet',
        'volume',
        podSpec(canary, mounted(), {
          volumes: [{ name: 'v', secret: { secretName: secret } }],
        }),
      ),
    ],
  },
  {
    name: 'sub-path',
    user: 'CronJob sub-path',
    way: { way: 'volume', readAt: 'start', keys: null, ...app },
    objects: (secret, canary) => [
      objectOf('batch/v1', 'CronJob', 'sub-path', {
        spec: {
          schedule: '0 0 1 1 *',
          jobTemplate: {
            spec: {
              template: template(
                'sub-path',
                podSpec(canary, mounted({ subPath: 'token' }), {
                  restartPolicy: 'Never',
                  volumes: [{ name: 'v', secret: { secretName: secret } }],
                }),
              ),
            },
          },
        },
      }),
    ],
  },
  {
    name: 'projected',
    user: 'Job projected',
    way: { way: 'projected', readAt: 'always', keys: ['token'], ...app },
    objects: (secret, canary) => [
      objectOf('batch/v1', 'Job', 'projected', {
        spec: {
          template: template(
            'projected',
            podSpec(canary, mounted(), {
              restartPolicy: 'Never',
              volumes: [
                {
                  name: 'v',
                  projected: {
                    sources: [
                      {
                        secret: {
                          name: secret,
                          items: [{ key: 'token', path: 'token' }],
                        },
                      },
                    ],
                  },
                },
              ],
            }),
          ),
        },
      }),
    ],
  },
  {
    name: 'init',
    user: 'Pod init',
    way: {
      way: 'env',
      readAt: 'start',
      keys: ['token'],
      container: 'prepare',
      serviceAccount: null,
    },
    objects: (secret, canary) => [
      objectOf('v1', 'Pod', 'init', {
        spec: podSpec(
          canary,
          {},
          {
            initContainers: [
              { name: 'prepare', image: IMAGE, ...variable(secret) },
            ],
          },
        ),
      }),
    ],
  },
  {
    name: 'pull',
    user: 'Pod pull',
    way: {
      way: 'imagePullSecrets',
      readAt: 'pull',
      container: null,
      serviceAccount: null,
    },
    objects: (secret, canary) => [
      objectOf('v1', 'Pod', 'pull', {
        spec: podSpec(canary, {}, { imagePullSecrets: [{ name: secret }] }),
      }),
    ],
  },
  {
    name: 'account',
    user: 'Pod account',
    way: {
      way: 'imagePullSecrets',
      readAt: 'pull',
      container: null,
      serviceAccount: 'robot',
    },
    objects: (secret, canary) => [
      objectOf('v1', 'ServiceAccount', 'robot', {
        imagePullSecrets: [{ name: secret }],
      }),
      objectOf('v1', 'Pod', 'account', {
        spec: podSpec(canary, {}, { serviceAccountName: 'robot' }),
      }),
    ],
  },
  {
    name: 'tls',
    user: 'Ingress tls',
    way: { way: 'tls', readAt: 'always', container: null },
    objects: secret => [
      objectOf('networking.k8s.io/v1', 'Ingress', 'tls', {
        spec: {
          tls: [{ hosts: ['app.example'], secretName: secret }],
          defaultBackend: { service: { name: 'app', port: { number: 80 } } },
        },
      }),
    ],
  },
];
