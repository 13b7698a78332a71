import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { externalSecret, namespace } from '../testUtils';
import { parseExternalSecret, parseNamespace } from '../records';
import { deriveUsage } from './deriveUsage';
import { findByMarks } from './findByMarks';

/** An ExternalSecret whose template gives the Secret labels and annotations. */
const writing = (metadata: {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}) =>
  parseExternalSecret(
    externalSecret('git', 'shop', {
      spec: { target: { template: { metadata } } },
    }),
  );

const labeled = (key: string, value: string) =>
  writing({ labels: { [key]: value } });

const KARGO = 'kargo.akuity.io/cred-type';
const ARGO_CD = 'argocd.argoproj.io/secret-type';

function found(
  writer: ReturnType<typeof writing>,
  {
    name = 'shop',
    labels = {},
    workloads = [],
  }: {
    name?: string;
    labels?: Record<string, string>;
    workloads?: { name: string }[];
  } = {},
) {
  const place = parseNamespace(namespace(name, { metadata: { labels } }));
  const byMarks = findByMarks('git', writer, place, workloads);
  const { users, warnings } = deriveUsage({
    namespace: name,
    secret: 'git',
    state: 'synced',
    users: [],
    lastWrite: {},
    isComplete: true,
    byMarks,
  });
  return {
    users: users.map(({ name: user, references }) => [
      user,
      ...references.flatMap(({ keys }) => keys ?? []),
    ]),
    warnings: warnings.map(warning => renderMessage(warning)),
  };
}

describe('a Secret with a label for Kargo', () => {
  it('is found in a Kargo project', () => {
    expect(
      found(labeled(KARGO, 'git'), {
        labels: { 'kargo.akuity.io/project': 'true' },
      }),
    ).toEqual({ users: [['Kargo', KARGO]], warnings: [] });
  });

  it.each<Record<string, string>>([{}, { 'kargo.akuity.io/project': 'false' }])(
    'is not found in a namespace with the labels %j',
    labels => {
      expect(found(labeled(KARGO, 'image'), { labels })).toEqual({
        users: [],
        warnings: [
          'It has a label for Kargo, but namespace shop is not a Kargo project: Kargo finds it only if the namespace is one of those for global credentials',
        ],
      });
    },
  );

  it('is not found by a value that Kargo does not know', () => {
    const { users, warnings } = found(labeled(KARGO, 'other'));
    expect(users).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^Not used by any/)]);
  });
});

describe('a Secret with a label for Argo CD', () => {
  it.each([
    ['in the namespace of its manifests', { name: 'argocd' }],
    [
      'beside its workloads',
      { workloads: [{ name: 'platform-argocd-repo-server' }] },
    ],
  ])('is found %s', (_, place) => {
    expect(found(labeled(ARGO_CD, 'repository'), place).users).toEqual([
      ['Argo CD', ARGO_CD],
    ]);
  });

  it('is not found elsewhere', () => {
    expect(
      found(labeled(ARGO_CD, 'repo-creds'), {
        workloads: [{ name: 'argocd-server-of-ours' }],
      }),
    ).toEqual({
      users: [],
      warnings: [
        'It has a label for Argo CD, which finds it only in its own namespace: Argo CD was not found in namespace shop',
      ],
    });
  });
});

describe('a Secret that is copied elsewhere', () => {
  it.each([
    [
      'Reflector',
      'reflector.v1.k8s.emberstack.com/reflection-auto-enabled',
      'true',
    ],
    ['Replicator', 'replicator.v1.mittwald.de/replicate-to', 'team-.*'],
    ['cert-manager', 'cert-manager.io/allow-direct-injection', 'true'],
  ])('is used by %s', (user, key, value) => {
    const writer = writing({ annotations: { [key]: value } });
    expect(found(writer)).toEqual({ users: [[user, key]], warnings: [] });
    const off = writing({ annotations: { [key]: '' } });
    expect(found(off).users).toEqual([]);
  });
});

describe('the labels of a Secret', () => {
  it('are those of its ExternalSecret where there is no template', () => {
    const { marks } = parseExternalSecret(
      externalSecret('git', 'shop', {
        metadata: { labels: { [KARGO]: 'git', team: 'shop' } },
      }),
    );
    expect(marks).toEqual({ [KARGO]: 'git' });
  });

  it('are not those of its ExternalSecret where there is a template', () => {
    const { marks } = parseExternalSecret(
      externalSecret('git', 'shop', {
        metadata: { labels: { [KARGO]: 'git' } },
        spec: { target: { template: { data: { a: 'b' } } } },
      }),
    );
    expect(marks).toBeUndefined();
  });

  it('are not known where the template computes them', () => {
    expect(labeled(KARGO, '{{ .type }}').marks).toBeUndefined();
    expect(labeled(KARGO, 'g'.repeat(254)).marks).toBeUndefined();
  });
});
