import fc from 'fast-check';
import {
  parseDistribution,
  parseExternalSecret,
  parseNamespace,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  childOf,
  distribution,
  namespace,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  finalizerPatch,
  judgeNamespaceFinalizers,
} from './namespaceFinalizers';

const PREFIX = 'externalsecrets.external-secrets.io/ces-';

const registry = distribution('registry');

function shop(labels: Record<string, string> = {}, terminating = false) {
  return parseNamespace(
    namespace('shop', {
      metadata: {
        labels,
        finalizers: ['example.com/other', `${PREFIX}registry`],
        ...(terminating ? { deletionTimestamp: '2026-11-23T05:00:00Z' } : {}),
      },
    }),
  );
}

function judge(
  input: Partial<Parameters<typeof judgeNamespaceFinalizers>[0]> = {},
) {
  return judgeNamespaceFinalizers({
    namespace: shop(),
    distributions: new Map([['registry', parseDistribution(registry)]]),
    provisioned: new Map(),
    externalSecrets: [],
    ...input,
  });
}

describe('judgeNamespaceFinalizers', () => {
  it('reports a leftover finalizer where its distribution does not select the namespace and no copy exists', () => {
    expect(judge()).toEqual([
      {
        namespace: 'shop',
        distribution: 'registry',
        finalizer: `${PREFIX}registry`,
        terminating: false,
        verdict: 'left',
        reason: expect.stringContaining('no longer selects the namespace'),
      },
    ]);
  });

  describe('of a distribution whose name is too long for a finalizer', () => {
    const long = `application-${'docker-registry-'.repeat(4)}one`;
    const other = `${long}-more`;
    const shortened = namespace('shop', {
      metadata: {
        finalizers: [`${PREFIX}${long.slice(0, 50)}-1a2b3c4d`],
      },
    });
    const labelOf = (name: string) =>
      `secrets/${name === long ? 'one' : 'another'}`;
    const known = (...names: string[]) =>
      new Map(
        names.map(name => [
          name,
          parseDistribution(
            distribution(name, {
              spec: {
                namespaceSelectors: [
                  { matchLabels: { [labelOf(name)]: 'true' } },
                ],
              },
            }),
          ),
        ]),
      );
    const select = (name: string) =>
      parseNamespace({
        ...shortened,
        metadata: {
          ...(shortened.metadata as object),
          labels: { [labelOf(name)]: 'true' },
        },
      });

    it.each([long, other])('keeps it while %s selects the namespace', name => {
      expect(
        judge({ namespace: select(name), distributions: known(long, other) }),
      ).toMatchObject([{ distribution: name, verdict: 'needed' }]);
    });

    it('keeps it while a copy of a deleted one is there', () => {
      const copy = childOf(distribution(long), 'shop');
      expect(
        judge({
          namespace: parseNamespace(shortened),
          distributions: new Map(),
          externalSecrets: [parseExternalSecret(copy)],
        }),
      ).toMatchObject([{ distribution: long, verdict: 'needed' }]);
    });

    it('calls it left where none of them needs it', () => {
      expect(
        judge({
          namespace: parseNamespace(shortened),
          distributions: known(long, other),
        }),
      ).toMatchObject([{ distribution: long, verdict: 'left' }]);
    });
  });

  it('reports a leftover finalizer where the distribution does not exist, and says that the namespace hangs', () => {
    expect(
      judge({ namespace: shop({}, true), distributions: new Map() }),
    ).toMatchObject([
      {
        verdict: 'left',
        terminating: true,
        reason: expect.stringContaining('there is no distribution registry'),
      },
    ]);
  });

  it.each<[string, Parameters<typeof judge>[0], string]>([
    [
      'its distribution selects the namespace',
      { namespace: shop({ 'secrets/registry': 'true' }) },
      'still selects',
    ],
    [
      'its distribution selects the namespace, which is being deleted',
      { namespace: shop({ 'secrets/registry': 'true' }, true) },
      'still selects',
    ],
    [
      'its copy is there',
      { externalSecrets: [parseExternalSecret(childOf(registry, 'shop'))] },
      'its copy registry is still there',
    ],
    [
      'its copy is there, and the distribution is not',
      {
        distributions: new Map(),
        externalSecrets: [parseExternalSecret(childOf(registry, 'shop'))],
      },
      'its copy registry is still there',
    ],
    [
      'its distribution is being deleted',
      {
        distributions: new Map([
          [
            'registry',
            {
              ...parseDistribution(registry),
              deletedAt: Date.parse('2026-11-23T05:00:00Z'),
            },
          ],
        ]),
      },
      'is being deleted',
    ],
    [
      "its distribution's selectors are invalid",
      {
        distributions: new Map([
          [
            'registry',
            {
              ...parseDistribution(registry),
              selectors: [{ matchLabels: { a: 'not ok' } }],
            },
          ],
        ]),
      },
      'selectors are invalid',
    ],
    [
      'its distribution lists the namespace',
      { provisioned: new Map([['registry', new Set(['shop'])]]) },
      'still lists the namespace',
    ],
  ])('calls it needed where %s', (_, input, reason) => {
    expect(judge(input)).toMatchObject([
      { verdict: 'needed', reason: expect.stringContaining(reason) },
    ]);
  });
});

describe('finalizerPatch', () => {
  it('removes the named finalizers from any list, and no other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { maxLength: 8 }),
        fc.infiniteStream(fc.boolean()),
        (finalizers, chosen) => {
          const record = { ...shop(), finalizers };
          const named = finalizers.filter(() => chosen.next().value);
          const left = [...finalizers];
          const [version, ...steps] = finalizerPatch(record, named);
          expect(version).toEqual({
            op: 'test',
            path: '/metadata/resourceVersion',
            value: record.resourceVersion,
          });
          const indexOf = ({ path }: { path: string }) =>
            Number(path.split('/').at(-1));
          const failing = steps.filter(step => {
            if (step.op === 'test') {
              return left[indexOf(step)] !== step.value;
            }
            left.splice(indexOf(step), 1);
            return false;
          });
          expect(failing).toEqual([]);
          expect(left).toEqual(
            finalizers.filter(each => !named.includes(each)),
          );
        },
      ),
    );
  });

  it('throws where the namespace does not have one', () => {
    expect(() => finalizerPatch(shop(), ['nowhere'])).toThrow(
      'Namespace shop does not have the finalizer nowhere',
    );
  });
});
