import {
  distribution,
  externalSecret,
  fetched,
  Given,
  namespace,
  toldBy,
} from '../__testUtils__/findings';

type Row = [code: string, what: string, given: Given, told: string[]];

const one = (...objects: Given['objects']): Given => ({ objects });
const LABEL = 'app.kubernetes.io/instance';
const OWN_LABEL = 'argocd.argoproj.io/instance';
const TRACKING = 'argocd.argoproj.io/tracking-id';
const prunes = (key: string, where = '') =>
  `the operator copies ${key} to the Secret, and Argo CD then may prune it again and again: write target.template.metadata${where} with the labels that the Secret shall have, such as labels: {}`;

const beside = (name: string, target: object) =>
  externalSecret({ target }, { name });
const CONTESTED = (name: string) =>
  `error spec.target.name: ExternalSecret shop/${name} writes the Secret x too, in namespaces that both can reach: give one of them another target.name`;

const NEIGHBOR_ROWS: Row[] = [
  [
    'secret-contested',
    'counts those that take the whole Secret, as they do by default',
    one(
      beside('a', { name: 'x' }),
      beside('b', { name: 'x', creationPolicy: 'Orphan' }),
      ...['Merge', 'None', 'CreateOrMerge'].map(creationPolicy =>
        beside(creationPolicy.toLowerCase(), { name: 'x', creationPolicy }),
      ),
      {
        ...beside('c', { name: 'x' }),
        spec: { refreshInterval: 'y', target: { name: 'x' } },
      },
    ),
    [CONTESTED('a'), CONTESTED('a')],
  ],
  [
    'secret-contested',
    'leaves two ExternalSecrets of one name to their own rule',
    one(beside('a', { name: 'x' }), beside('a', { name: 'x' })),
    [],
  ],
  [
    'external-secret-name-taken',
    'points at the field that names it',
    one(
      externalSecret({}, { name: 'pull' }),
      distribution({}, { namespaces: ['shop'] }),
      distribution(
        {},
        { namespaces: ['shop'], externalSecretName: 'pull' },
        { name: 'other' },
      ),
      externalSecret({}, { name: 'pull' }),
    ),
    [
      'error metadata.name: ExternalSecret shop/pull has the ExternalSecret name pull too, in namespaces that both can reach: give one of them another externalSecretName',
      'error spec.externalSecretName: ExternalSecret shop/pull has the ExternalSecret name pull too, in namespaces that both can reach: give one of them another externalSecretName',
      'error metadata.name: ExternalSecret shop/pull has the ExternalSecret name pull too, in namespaces that both can reach: give one of them another name',
    ],
  ],
];

const ARGO_ROWS: Row[] = [
  [
    'argocd-prunes',
    'knows the label that many set, where Argo CD is used',
    {
      objects: [externalSecret({}, { labels: { [LABEL]: 'a' } })],
      settings: { gitops: 'argocd' },
    },
    [`warning metadata.labels.${LABEL}: ${prunes(LABEL)}`],
  ],
  [
    'argocd-prunes',
    'sees by the manifests that Argo CD is used',
    one(externalSecret({}, { labels: { [LABEL]: 'a' } }), {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'a' },
    }),
    [`warning metadata.labels.${LABEL}: ${prunes(LABEL)}`],
  ],
  [
    'argocd-prunes',
    'knows the marks of Argo CD everywhere',
    one(
      externalSecret({}, { labels: { [OWN_LABEL]: 'a', [LABEL]: 'a' } }),
      externalSecret({}, { annotations: { [TRACKING]: 'a' } }),
      distribution(
        {},
        { externalSecretMetadata: { annotations: { [TRACKING]: 'a' } } },
        { labels: { [OWN_LABEL]: 'a' } },
      ),
      namespace('a', { [OWN_LABEL]: 'a' }),
    ),
    [
      `warning metadata.labels.${OWN_LABEL}: ${prunes(OWN_LABEL)}`,
      `warning metadata.annotations.${TRACKING}: ${prunes(TRACKING)}`,
      `warning spec.externalSecretMetadata.annotations.${TRACKING}: ${prunes(
        TRACKING,
        ' in externalSecretSpec',
      )}`,
    ],
  ],
  [
    'argocd-prunes',
    'lets a template have the labels that it wants',
    one(
      externalSecret(
        { target: { template: {} } },
        { labels: { [OWN_LABEL]: 'a' } },
      ),
      externalSecret({}, { labels: { [LABEL]: 'a' } }),
    ),
    [],
  ],
  [
    'argocd-drift',
    'says nothing where Argo CD is not used',
    one(externalSecret({ data: [fetched('a')] })),
    [],
  ],
  [
    'argocd-drift',
    'names the fields that each reference lacks',
    {
      objects: [
        externalSecret({
          data: [
            { secretKey: 'a' },
            fetched('b', { key: 'b', decodingStrategy: 'None' }),
          ],
          dataFrom: [
            { find: {} },
            { extract: { conversionStrategy: 'Default' } },
          ],
        }),
      ],
      settings: { gitops: 'argocd' },
    },
    [
      'note spec.data.1.remoteRef: Argo CD may show this as OutOfSync, because the API server adds fields: write conversionStrategy: Default, metadataPolicy: None',
      'note spec.dataFrom.1.extract: Argo CD may show this as OutOfSync, because the API server adds fields: write decodingStrategy: None, metadataPolicy: None',
    ],
  ],
];

describe('the rules about others that write the same', () => {
  it.each([...NEIGHBOR_ROWS, ...ARGO_ROWS])(
    '%s %s',
    (code, _what, given, told) => {
      expect(toldBy(code, given)).toEqual(told);
    },
  );
});
