import { readManifests } from './input';
import { lint } from './lint';
import { manifestOf } from './manifest';
import { DEFAULT_RULE_SETTINGS, RuleSettings } from './settings';
import { ManifestOrigins } from './origins';
import {
  clusterStore,
  distribution,
  externalSecret,
  fetched,
} from './__testUtils__/findings';

type Object = Readonly<Record<string, any>>;

function fixesOf(
  object: Object,
  settings: Partial<RuleSettings> = {},
  origins: ManifestOrigins = {},
) {
  const input = readManifests(
    [manifestOf(object)!],
    { ...DEFAULT_RULE_SETTINGS, hub: false, fromFiles: true, ...settings },
    origins,
  );
  return lint(input).flatMap(({ fix }) => fix ?? []);
}

const old = (object: Object) => ({
  ...object,
  apiVersion: 'external-secrets.io/v1beta1',
});
const data = [fetched('a')];
const BETA = [
  { what: 'replace', path: ['apiVersion'], value: 'external-secrets.io/v1' },
];
const ONE_SELECTOR = {
  namespaceSelector: { matchLabels: { a: 'b' } },
};
const withoutSelectors = ({ spec, ...object }: Object) => {
  const { namespaceSelectors: _, ...rest } = spec;
  return { ...object, spec: rest };
};
const generator = (apiVersion: string) =>
  externalSecret({
    dataFrom: [
      {
        sourceRef: {
          generatorRef: { apiVersion, kind: 'Password', name: 'a' },
        },
      },
    ],
  });

const V0 = 'external-secrets.io/v0';
const KEY = ['spec', 'data', 0, 'remoteRef', 'key'];
const IMMUTABLE = ['spec', 'target', 'immutable'];
const RETRIES = ['spec', 'retrySettings', 'maxRetries'];
const withImmutable = (immutable: unknown) =>
  fixesOf(externalSecret({ data, target: { immutable } }));
const withRetries = (maxRetries: unknown) =>
  fixesOf(clusterStore({ retrySettings: { maxRetries } }));

describe('the fix of a finding', () => {
  it.each<[string, () => unknown[], unknown[]]>([
    [
      'writes the served version',
      () => fixesOf(old(externalSecret({ data }))),
      BETA,
    ],
    [
      'writes it although something else is wrong in both',
      () => fixesOf(old(externalSecret({ data, nothing: 1 }))),
      BETA,
    ],
    [
      'writes it for a version that no operator is known to have served',
      () => fixesOf({ ...externalSecret({ data }), apiVersion: V0 }),
      BETA,
    ],
    [
      'changes no such version of an object that is wrong',
      () =>
        fixesOf({ ...externalSecret({ data, nothing: 1 }), apiVersion: V0 }),
      [],
    ],
    [
      'writes no version that the operator does not have',
      () =>
        fixesOf(
          { ...externalSecret({ data }), apiVersion: V0 },
          { operatorVersion: '0.10' },
        ),
      [],
    ],
    [
      'changes no version in which the object would be refused',
      () =>
        fixesOf(
          old(
            externalSecret({
              data,
              target: { template: { engineVersion: 'v1' } },
            }),
          ),
        ),
      [],
    ],
    [
      'changes none either where something else is wrong in both',
      () =>
        fixesOf(
          old(
            externalSecret({
              data,
              nothing: 1,
              target: { template: { engineVersion: 'v1' } },
            }),
          ),
        ),
      [],
    ],
    [
      'changes no version of what a kustomization completes',
      () =>
        fixesOf(
          old(externalSecret({ data })),
          {},
          {
            isPatched: () => true,
          },
        ),
      [],
    ],
    [
      'gives a generator the version that exists',
      () => fixesOf(generator('generators.external-secrets.io/v1')),
      [
        {
          what: 'replace',
          path: [
            'spec',
            'dataFrom',
            0,
            'sourceRef',
            'generatorRef',
            'apiVersion',
          ],
          value: 'generators.external-secrets.io/v1alpha1',
        },
      ],
    ],
    [
      'makes a selector an entry of a list',
      () => fixesOf(withoutSelectors(distribution({ data }, ONE_SELECTOR))),
      [
        {
          what: 'list',
          path: ['spec', 'namespaceSelector'],
          to: 'namespaceSelectors',
        },
      ],
    ],
    [
      'leaves a selector beside others to its author',
      () =>
        fixesOf(
          distribution(
            { data },
            { namespaceSelector: { matchLabels: { a: 'b' } } },
          ),
        ),
      [],
    ],
    [
      'puts 0 in quotes, and guesses no unit',
      () =>
        [0, 60].map(refreshInterval =>
          fixesOf(externalSecret({ data, refreshInterval })),
        ),
      [[{ what: 'quote', path: ['spec', 'refreshInterval'] }], []],
    ],
    [
      'puts what has to be a text in quotes',
      () =>
        [5, true].flatMap(key =>
          fixesOf(externalSecret({ data: [fetched('a', { key })] })),
        ),
      [5, true].map(() => ({ what: 'quote', path: KEY })),
    ],
    [
      'takes the quotes from a number and a truth value',
      () => [
        ...['true', 'false'].flatMap(withImmutable),
        ...['0', '5', '-5', '123456789012345'].flatMap(withRetries),
      ],
      [
        ...Array(2).fill({ what: 'unquote', path: IMMUTABLE }),
        ...Array(4).fill({ what: 'unquote', path: RETRIES }),
      ],
    ],
    [
      'takes no quotes from what spells neither',
      () => [
        ...['yes', 'xtrue', 'truex', 5, ['true']].flatMap(withImmutable),
        ...['05', 'x5', '5x', '', '5.5', '1234567890123456'].flatMap(
          withRetries,
        ),
        ...fixesOf(externalSecret({ data: 'true' })),
      ],
      [],
    ],
    [
      'renames no field to one that is there',
      () =>
        fixesOf(
          externalSecret({
            data,
            refreshinterval: '1h',
            refreshInterval: '2h',
          }),
        ),
      [],
    ],
    [
      'renames no field to one that is there, also deeper',
      () =>
        fixesOf(
          externalSecret({
            data,
            target: { creationpolicy: 'Owner', creationPolicy: 'Owner' },
          }),
        ),
      [],
    ],
    [
      'puts the values of labels in quotes, where nothing else is wrong',
      () =>
        fixesOf(
          externalSecret({ data }, { labels: { a: 5, 'not ok': 5, b: ['x'] } }),
        ),
      [{ what: 'quote', path: ['metadata', 'labels', 'a'] }],
    ],
    [
      'writes toJson for texts alone',
      () =>
        [
          '{"a": "{{ index . "tls" | trim }}"}',
          '{"a": "{{ .a | upper | b64dec }}"}',
          '{"a": "{{ .a }}", "b": "{{ .b | fromYaml }}"}',
        ].map(text =>
          fixesOf(
            externalSecret({
              data,
              target: {
                template: {
                  type: 'kubernetes.io/dockerconfigjson',
                  data: { '.dockerconfigjson': text },
                },
              },
            }),
          ).map(({ what }) => what),
        ),
      [['substitute'], [], []],
    ],
    [
      'renames a field that differs in capitals, and guesses no other',
      () =>
        fixesOf(
          externalSecret({ data, refreshinterval: '1h', refreshPolici: 'x' }),
        ),
      [
        {
          what: 'rename',
          path: ['spec', 'refreshinterval'],
          to: 'refreshInterval',
        },
      ],
    ],
    [
      'guesses no value',
      () =>
        fixesOf(externalSecret({ data, target: { creationPolicy: 'Ovner' } })),
      [],
    ],
    [
      'nests only what extract has',
      () => [
        ...fixesOf(externalSecret({ dataFrom: [{ key: 'a' }] })),
        ...fixesOf(externalSecret({ dataFrom: [{ key: 'a', x: 1 }] })),
      ],
      [{ what: 'nest', path: ['spec', 'dataFrom', 0], under: 'extract' }],
    ],
    [
      'writes no toJson for what may be no text',
      () =>
        fixesOf(
          externalSecret({
            data,
            target: {
              template: {
                data: {
                  a: '{ "password": "{{ (.password | fromJson).value }}" }',
                },
              },
            },
          }),
        ),
      [],
    ],
    [
      'is not offered for objects of a cluster',
      () =>
        fixesOf(withoutSelectors(distribution({ data }, ONE_SELECTOR)), {
          fromFiles: false,
        }),
      [],
    ],
  ])('%s', (_, fixes, expected) => {
    expect(fixes()).toEqual(expected);
  });
});
