import { variable } from '../../testUtils';
import { podSpecOf } from './podSpec';

const CANARY = 'canary-not-a-real-value';

const referencesIn = (spec: Record<string, unknown>) =>
  podSpecOf(spec).references;

describe('podSpecOf', () => {
  it('finds variables and whole Secrets as variables, in every type of container', () => {
    expect(
      referencesIn({
        containers: [
          { name: 'app', env: [variable('a', 'token')] },
          { name: 'side', envFrom: [{ secretRef: { name: 'a' } }] },
        ],
        initContainers: [{ name: 'init', env: [variable('b', 'key')] }],
        ephemeralContainers: [
          { name: 'debug', envFrom: [{ secretRef: { name: 'c' } }] },
        ],
      }),
    ).toEqual([
      {
        secret: 'a',
        way: 'env',
        readAt: 'start',
        container: 'app',
        keys: ['token'],
      },
      { secret: 'a', way: 'envFrom', readAt: 'start', container: 'side' },
      {
        secret: 'b',
        way: 'env',
        readAt: 'start',
        container: 'init',
        keys: ['key'],
      },
      { secret: 'c', way: 'envFrom', readAt: 'start', container: 'debug' },
    ]);
  });

  it('takes the keys of one Secret and container together', () => {
    expect(
      referencesIn({
        containers: [
          { name: 'app', env: [variable('a', 'y'), variable('a', 'x')] },
        ],
      }),
    ).toEqual([expect.objectContaining({ secret: 'a', keys: ['x', 'y'] })]);
  });

  it('tells a mount that is refreshed from one with a subPath, which is not', () => {
    const spec = {
      containers: [
        { name: 'app', volumeMounts: [{ name: 'v', mountPath: '/v' }] },
        {
          name: 'fixed',
          volumeMounts: [{ name: 'v', mountPath: '/f', subPath: 'token' }],
        },
        {
          name: 'named',
          volumeMounts: [{ name: 'v', mountPath: '/f', subPathExpr: '$(ID)' }],
        },
      ],
      volumes: [{ name: 'v', secret: { secretName: 'a' } }],
    };
    expect(referencesIn(spec)).toEqual([
      { secret: 'a', way: 'volume', readAt: 'always', container: 'app' },
      { secret: 'a', way: 'volume', readAt: 'start', container: 'fixed' },
      { secret: 'a', way: 'volume', readAt: 'start', container: 'named' },
    ]);
  });

  it('counts a volume that no container mounts: the pod waits for its Secret all the same', () => {
    expect(
      referencesIn({ volumes: [{ name: 'v', secret: { secretName: 'a' } }] }),
    ).toEqual([{ secret: 'a', way: 'volume', readAt: 'always' }]);
  });

  it('finds projected Secrets with their keys, and the credentials of volumes', () => {
    expect(
      referencesIn({
        volumes: [
          {
            name: 'p',
            projected: {
              sources: [
                { configMap: { name: 'not-a-secret' } },
                { secret: { name: 'a', items: [{ key: 'k', path: 'f' }] } },
              ],
            },
          },
          { name: 'c', csi: { nodePublishSecretRef: { name: 'b' } } },
          { name: 'z', azureFile: { secretName: 'c', shareName: 's' } },
          { name: 'e', emptyDir: {} },
        ],
      }),
    ).toEqual([
      { secret: 'a', way: 'projected', readAt: 'always', keys: ['k'] },
      { secret: 'b', way: 'storage', readAt: 'mount' },
      { secret: 'c', way: 'storage', readAt: 'mount' },
    ]);
  });

  it('finds imagePullSecrets, and runs as the ServiceAccount default unless told', () => {
    expect(podSpecOf({ imagePullSecrets: [{ name: 'a' }] })).toEqual({
      serviceAccount: 'default',
      references: [{ secret: 'a', way: 'imagePullSecrets', readAt: 'pull' }],
    });
    expect(podSpecOf({ serviceAccountName: 'robot' }).serviceAccount).toBe(
      'robot',
    );
  });

  it('keeps nothing of a literal variable, nor of commands and annotations', () => {
    const record = podSpecOf({
      containers: [
        {
          name: 'app',
          command: [CANARY],
          args: [CANARY],
          image: CANARY,
          env: [
            { name: CANARY, value: CANARY },
            { name: 'C', valueFrom: { configMapKeyRef: { name: CANARY } } },
          ],
          livenessProbe: { exec: { command: [CANARY] } },
        },
      ],
    });
    expect(JSON.stringify(record)).not.toContain('canary');
    expect(record.references).toEqual([]);
  });

  it.each([
    ['nothing', {}],
    ['what is no list', { containers: 'x', volumes: 3, imagePullSecrets: {} }],
    [
      'references without a name',
      {
        containers: [
          {
            name: 'app',
            env: [{ name: 'A', valueFrom: { secretKeyRef: { key: 'k' } } }],
            envFrom: [{ secretRef: {} }, null],
          },
        ],
        imagePullSecrets: [{}],
        volumes: [{ name: 'v', secret: {} }],
      },
    ],
  ])('reads %s as no reference', (_what, spec) => {
    expect(referencesIn(spec)).toEqual([]);
  });

  describe('of a spec that names very many Secrets', () => {
    const names = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${prefix}${index}`);

    it('reads 10,000 places, and says that there are more', () => {
      const spec = podSpecOf({
        containers: names('c', 1_000).map(name => ({
          name,
          volumeMounts: [{ name: 'v', mountPath: '/v' }],
        })),
        volumes: [
          {
            name: 'v',
            projected: {
              sources: names('s', 1_000).map(name => ({ secret: { name } })),
            },
          },
        ],
      });
      expect(spec.references).toHaveLength(10_000);
      expect(spec.isCut).toBe(true);
    });

    it('takes thousands of keys of one Secret together', () => {
      const keys = names('k', 9_000);
      const { references, isCut } = podSpecOf({
        containers: [{ name: 'app', env: keys.map(key => variable('a', key)) }],
      });
      expect(references).toEqual([
        expect.objectContaining({ secret: 'a', keys: [...keys].sort() }),
      ]);
      expect(isCut).toBeUndefined();
    });
  });
});
