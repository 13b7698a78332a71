import fc from 'fast-check';
import { DEFAULT_HUB_ACCESS } from './defaultHubAccess';
import { HubAccess } from './HubAccess';
import { judgeTemplates } from './judgeTemplates';

const READS = '{{ getSecretKey "any" "hub" "token" }}';

function problemsOf(object: unknown, access: Partial<HubAccess> = {}) {
  return judgeTemplates(object, { ...DEFAULT_HUB_ACCESS, ...access }).map(
    ({ path, text }) => [path.join('.'), text],
  );
}

const TEMPLATES: readonly [string, object, string][] = [
  ['a value', { data: { token: READS } }, 'data.token'],
  [
    'a label',
    { metadata: { labels: { token: READS } } },
    'metadata.labels.token',
  ],
  [
    'an annotation',
    { metadata: { annotations: { token: READS } } },
    'metadata.annotations.token',
  ],
  [
    'a literal',
    { templateFrom: [{ literal: 'x' }, { literal: READS }] },
    'templateFrom.1.literal',
  ],
];

describe('judgeTemplates', () => {
  it.each(TEMPLATES)(
    'refuses %s that may read any Secret',
    (_, template, at) => {
      const spec = { target: { template } };
      for (const [object, place] of [
        [{ spec }, 'spec.target.template'],
        [
          { spec: { externalSecretSpec: spec } },
          'spec.externalSecretSpec.target.template',
        ],
        [{ spec: { template } }, 'spec.template'],
        [
          { spec: { pushSecretSpec: { template } } },
          'spec.pushSecretSpec.template',
        ],
      ] as const) {
        expect(problemsOf(object)).toEqual([
          [`${place}.${at}`, 'getSecretKey'],
        ]);
      }
    },
  );

  it.each(['dataFrom', 'dataTo'])('refuses it in a rewrite of %s', list => {
    const rewrite = [{ regexp: {} }, { transform: { template: READS } }];
    expect(problemsOf({ spec: { [list]: [{}, { rewrite }] } })).toEqual([
      [`spec.${list}.1.rewrite.1.transform.template`, 'getSecretKey'],
    ]);
  });

  it.each(['configMap', 'secret'])(
    'refuses a text in a %s, unless the platform allows it',
    source => {
      const object = {
        spec: { target: { template: { templateFrom: [{ [source]: {} }] } } },
      };
      expect(problemsOf(object)).toEqual([
        [
          'spec.target.template.templateFrom.0',
          'templateFrom a ConfigMap or Secret',
        ],
      ]);
      expect(problemsOf(object, { templatesFromObjectsAllowed: true })).toEqual(
        [],
      );
    },
  );

  it('knows the functions that the platform refuses, and no other', () => {
    const object = {
      spec: {
        target: { template: { data: { a: '{{ upper "x" }}' } } },
      },
    };
    expect(problemsOf(object)).toEqual([]);
    expect(
      problemsOf(object, { refusedTemplateFunctions: ['upper'] }),
    ).toHaveLength(1);
  });

  it.each(['ClusterExternalSecret', 'ClusterPushSecret'])(
    'leaves what a %s has made to its own judgement, where it has',
    kind => {
      const owner = { kind, name: 'x', uid: '1', controller: true };
      const object = {
        metadata: { ownerReferences: [owner] },
        spec: { target: { template: { data: { a: READS } } } },
      };
      expect(problemsOf(object)).toEqual([]);
      expect(
        judgeTemplates(object, DEFAULT_HUB_ACCESS, () => false),
      ).toHaveLength(1);
    },
  );

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), anything => {
        for (const spec of [
          anything,
          { target: { template: anything } },
          { dataFrom: [{ rewrite: [anything] }, anything] },
          { template: { templateFrom: [anything] } },
        ]) {
          const object = { metadata: anything, spec };
          expect(() => problemsOf(object)).not.toThrow();
        }
      }),
    );
  });
});
