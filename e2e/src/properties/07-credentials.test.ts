import fc from 'fast-check';
import type { Consumers } from '../consumers/consumers';
import { KubernetesObject } from '../framework/kubernetesApi';
import { patchObject, PlainObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import { copyOf } from './copies';
import {
  acceptEverywhere,
  CREDENTIAL_TYPES,
  CredentialValues,
  Generation,
  makeGeneration,
  sourcesOf,
} from './credentialTypes';
import {
  distributionLike,
  ITERATION_LABEL,
  namespaceObject,
  sourceObject,
  within,
} from './manifests';
import { having, secretIn, until } from './observe';
import { assertSideBySide } from './sideBySide';

const REFRESH_SECONDS = 5;

// The test starts a program more than two thousand times.
jest.setTimeout(900_000);

interface Case {
  readonly username: string;
  readonly clientId: string;
  /** The credential before and after its rotation. */
  readonly generations: readonly CredentialValues[];
}

// The distribution writes both into JSON without escaping, so neither may
// contain characters that JSON has to escape. A bcrypt hash ends after 72
// bytes.
const typed = fc
  .string({ minLength: 1, maxLength: 40 })
  .filter(text => !/["\\]/.test(text));

const someCase: fc.Arbitrary<Case> = fc.record({
  username: fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/),
  clientId: typed,
  generations: fc
    .tuple(
      fc.uniqueArray(typed, { minLength: 2, maxLength: 2 }),
      fc.uniqueArray(typed, { minLength: 2, maxLength: 2 }),
    )
    .map(([tokens, secrets]) =>
      tokens.map((token, index) => ({ token, clientSecret: secrets[index] })),
    ),
});

/** The hub's own distributions, as they are applied. */
async function hubDistributions(): Promise<KubernetesObject[]> {
  const names = new Set(CREDENTIAL_TYPES.map(type => type.distribution));
  const all = await theWorld().platform.api.list(
    '/apis/external-secrets.io/v1/clusterexternalsecrets',
  );
  return all.filter(({ metadata }) => names.has(metadata.name));
}

// Argo CD does not start without its own settings.
function argoCdObjects(namespace: string): PlainObject[] {
  const labels = { 'app.kubernetes.io/part-of': 'argocd' };
  const settings = (kind: string, name: string) => ({
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace, labels },
  });
  return [
    settings('ConfigMap', 'argocd-cm'),
    settings('Secret', 'argocd-secret'),
  ];
}

function sourceObjects(
  id: string,
  sources: Readonly<Record<string, Readonly<Record<string, string>>>>,
): PlainObject[] {
  return Object.entries(sources).map(([name, values]) =>
    sourceObject(`${id}-${name}`, values),
  );
}

it('Feature: central-secret-store, Property 7: For any supported credential type (Docker registry, Git, OAuth, TLS), the system should successfully authenticate and authorize operations using the distributed credentials', async () => {
  const { api } = theWorld().platform;
  const consumers: Consumers = await theWorld().consumers();
  const distributions = await hubDistributions();
  const secretNames = [
    ...new Set(CREDENTIAL_TYPES.map(({ secret }) => secret)),
  ];
  expect(distributions).toHaveLength(secretNames.length);
  let accepted = 0;
  let refused = 0;

  const useAll = async (id: string, wanted: 'accepted' | 'refused') => {
    const attempts = await Promise.all(
      CREDENTIAL_TYPES.map(async type => {
        const secret = (await secretIn(id, type.secret))!;
        const use = { id, namespace: id, secret };
        return { type, ...(await type.use(consumers, use)) };
      }),
    );
    for (const attempt of attempts) {
      const rightly =
        wanted === 'accepted'
          ? attempt.accepted
          : !attempt.accepted && attempt.type.refusal.test(attempt.said);
      if (!rightly) {
        throw new Error(
          `${attempt.type.name}: expected ${wanted}, but the answer was ${
            attempt.accepted ? 'yes' : 'no'
          }: ${attempt.said}`,
        );
      }
    }
    if (wanted === 'accepted') {
      accepted += attempts.length;
    } else {
      refused += attempts.length;
    }
  };

  const objectsOf = (id: string, generation: Generation) => [
    namespaceObject(id, { [ITERATION_LABEL]: id }),
    ...argoCdObjects(id),
    ...sourceObjects(id, sourcesOf(consumers, id, generation)),
    ...distributions.map(distribution =>
      distributionLike(distribution, {
        prefix: id,
        selector: within(id),
        refreshSeconds: REFRESH_SECONDS,
      }),
    ),
  ];

  await assertSideBySide({
    name: 'property-07',
    sideBySide: 12,
    arbitrary: someCase,
    check: async ({ username, clientId, generations }, id) => {
      const names = {
        // One registry and one authorization server know all users.
        username: `${username}-${id}`,
        clientId: `${clientId}-${id}`,
      };
      const [before, after] = await Promise.all(
        generations.map((values, number) =>
          makeGeneration(consumers, id, number, { ...names, ...values }),
        ),
      );
      await acceptEverywhere(consumers, id, before);
      await having(objectsOf(id, before), async () => {
        const copies = await Promise.all(
          secretNames.map(name => copyOf(id, name)),
        );
        await useAll(id, 'accepted');

        // The services have the new credentials; the hub does not have them
        // yet.
        await acceptEverywhere(consumers, id, after);
        await useAll(id, 'refused');

        const sources = sourceObjects(id, sourcesOf(consumers, id, after));
        await Promise.all(
          sources.map(source =>
            patchObject(api, source, { data: source.data }),
          ),
        );
        await Promise.all(
          copies.map(({ metadata: { name, resourceVersion } }) =>
            until(
              async () =>
                (await secretIn(id, name))?.metadata.resourceVersion !==
                resourceVersion,
              () => `the new credential in ${id}/${name}`,
            ),
          ),
        );
        // The operator reads each key of a source separately, and may read some
        // before and some after a change: the next refresh repairs such a copy.
        let refusal: unknown;
        await until(
          () =>
            useAll(id, 'accepted').then(
              () => true,
              error => {
                refusal = error;
                return false;
              },
            ),
          () => `the new credentials of ${id} to be accepted`,
          { describe: async () => String(refusal) },
        );
      });
    },
    // Keys and certificates are not part of a case: they are generated for it.
    reproduce: ({ username, clientId, generations }, id) =>
      generations.flatMap(({ token, clientSecret }) => [
        sourceObject(`${id}-github-pat`, { username, token }),
        sourceObject(`${id}-github-oauth`, {
          'client-id': clientId,
          'client-secret': clientSecret,
        }),
      ]),
  });
  process.stderr.write(
    `property-07: ${CREDENTIAL_TYPES.length} ways to sign in, ${accepted} times accepted with the distributed credential, ${refused} times refused with an old one\n`,
  );
});
