import { selectorMatches } from '@central-secrets/backstage-plugin-central-secrets-node';
import fc from 'fast-check';
import { externalSecret } from '../acceptance/manifests';
import {
  collectionPath,
  createObject,
  patchObject,
} from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { as, grantAllRights, PEOPLE } from './identities';
import { distributionObject, namespaceObject } from './manifests';
import { someSelector } from './selectors';
import { assertSideBySide } from './sideBySide';

const NAMESPACE = namespaceObject('property-08-labels', {
  'secrets/kept': 'true',
  team: 'a',
});
const PATH = `/api/v1/namespaces/${NAMESPACE.metadata.name}`;
const PROTECTED = [
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'central-secret-store',
  'central-secrets-index',
  'external-secrets',
];
const NAME_LABEL = 'kubernetes.io/metadata.name';
/**
 * Marks an object as created by a distribution: the operator writes this, and
 * any user could.
 */
const OF_A_DISTRIBUTION = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterExternalSecret',
  name: 'any',
  uid: '00000000-0000-4000-8000-000000000000',
  controller: true,
};
const ORDINARY_USER = PEOPLE.find(({ user }) => user === 'jane')!;
const WRITER = PEOPLE[0];

/** Changes of labels; null removes one. */
const someChange = fc.dictionary(
  fc.constantFrom(
    'secrets/kept',
    'secrets/new',
    'secrets',
    'team',
    'x/secrets',
  ),
  fc.constantFrom('true', 'false', null),
  { maxKeys: 3 },
);

describe('the admission policies', () => {
  const { api } = theWorld().platform;

  beforeAll(async () => {
    await grantAllRights();
    await createObject(api, NAMESPACE);
  });

  it('let only trusted identities change request labels, whatever roles allow', () =>
    assertSideBySide({
      name: 'request-labels',
      sideBySide: 8,
      arbitrary: fc.record({
        who: fc.constantFrom(...PEOPLE),
        change: someChange,
      }),
      check: async ({ who, change }) => {
        const changed = Object.entries(change)
          .filter(
            ([key, value]) =>
              (NAMESPACE.metadata.labels![key] ?? null) !== value,
          )
          .map(([key]) => key);
        const touched = changed.filter(key => key.startsWith('secrets/'));
        const others = changed.filter(key => !touched.includes(key));
        const { status, body } = await as(who, client =>
          client.ask('PATCH', `${PATH}?dryRun=All`, {
            metadata: { labels: change },
          }),
        );
        const refused = touched.length > 0 && !who.mayChangeRequestLabels;
        const isTooMuch = others.length > 0 && who.isWriter;
        expect(status).toBe(refused || isTooMuch ? 403 : 200);
        const words = refused ? [`${who.user} may not change`, ...touched] : [];
        if (isTooMuch && !refused) {
          words.push(`${who.user} may change request labels`, ...others);
        }
        words.forEach(word => expect(body.message).toContain(word));
      },
      reproduce: () => [NAMESPACE],
    }));

  it.each(['status', 'finalize'])(
    'also see request labels that are changed through namespaces/%s',
    async subresource => {
      const namespace = (await api.get(PATH))!;
      const changed = {
        ...namespace,
        metadata: {
          ...namespace.metadata,
          labels: { ...namespace.metadata.labels, 'secrets/new': 'true' },
        },
      };
      const path = `${PATH}/${subresource}?dryRun=All`;
      const [refused, accepted] = await Promise.all(
        [ORDINARY_USER, WRITER].map(who =>
          as(who, client => client.ask('PUT', path, changed)),
        ),
      );
      expect(refused.body.message).toContain('may not change secrets/new');
      // Otherwise this way could not change labels, and the test would prove
      // nothing.
      expect(accepted.body.metadata.labels).toHaveProperty('secrets/new');
    },
  );

  it('let only trusted identities create a namespace with a request label', async () => {
    const path = '/api/v1/namespaces?dryRun=All';
    const body = namespaceObject('property-08-new', { 'secrets/new': 'true' });
    const answers = await Promise.all(
      PEOPLE.map(who => as(who, client => client.ask('POST', path, body))),
    );
    expect(answers.map(({ status }) => status)).toEqual(
      PEOPLE.map(who =>
        who.mayChangeRequestLabels && !who.isWriter ? 201 : 403,
      ),
    );
  });

  it('ignore the deletion of a namespace, and the operator’s finalizers on it', async () => {
    const [deleted, marked] = await as(ORDINARY_USER, client =>
      Promise.all([
        client.ask('DELETE', `${PATH}?dryRun=All`),
        client.ask('PATCH', `${PATH}?dryRun=All`, {
          metadata: { finalizers: ['example.com/some'] },
        }),
      ]),
    );
    expect([deleted.status, marked.status]).toEqual([200, 200]);
  });

  it('let no user select a protected namespace by its name, or every namespace', () =>
    assertSideBySide({
      name: 'protected-namespaces',
      sideBySide: 8,
      arbitrary: fc.record({
        selectors: fc.array(someSelector(['team-a', ...PROTECTED]), {
          maxLength: 2,
        }),
        namespaces: fc.subarray(['team-a', 'kube-system'], { maxLength: 1 }),
      }),
      check: async ({ selectors, namespaces }, id) => {
        const distribution = distributionObject({
          name: id,
          selectors,
          namespaces,
          source: 'github-pat',
        });
        const selected = PROTECTED.filter(
          name =>
            namespaces.includes(name) ||
            selectors.some(
              selector =>
                selectorMatches(selector, { [NAME_LABEL]: name }) ||
                selector.matchLabels?.[NAME_LABEL] === name ||
                selector.matchExpressions?.some(
                  ({ key, operator, values }) =>
                    key === NAME_LABEL &&
                    operator === 'In' &&
                    values?.includes(name),
                ),
            ),
        );
        // As an administrator: the policy exempts no user.
        const { status, body } = await api.ask(
          'POST',
          `${collectionPath(distribution)}?dryRun=All`,
          distribution,
        );
        expect(status).toBe(selected.length > 0 ? 403 : 201);
        selected.forEach(name => expect(body.message).toContain(name));
      },
      reproduce: ({ selectors, namespaces }, id) => [
        distributionObject({
          name: id,
          selectors,
          namespaces,
          source: 'github-pat',
        }),
      ],
    }));

  it.each([
    ['as a whole', (hub: object) => ({ secretStoreRef: hub })],
    [
      'for one entry',
      (hub: object) => ({
        secretStoreRef: { kind: 'SecretStore', name: 'mine' },
        data: [
          {
            secretKey: 'token',
            remoteRef: { key: 'github-pat' },
            sourceRef: { storeRef: hub },
          },
        ],
      }),
    ],
    [
      'for everything it extracts',
      (hub: object) => ({
        secretStoreRef: { kind: 'SecretStore', name: 'mine' },
        dataFrom: [
          { extract: { key: 'github-pat' }, sourceRef: { storeRef: hub } },
        ],
      }),
    ],
  ])(
    'let only the hub’s owners, and the operator for a distribution, name the hub’s store in an ExternalSecret, %s',
    async (_how, spec) => {
      const path =
        '/apis/external-secrets.io/v1/namespaces/property-08-labels/externalsecrets?dryRun=All';
      const body = externalSecret('property-08-labels', 'mine');
      const asked = (store: string, ownerReferences: object[]) =>
        Promise.all(
          PEOPLE.map(async who => {
            const hub = { kind: 'ClusterSecretStore', name: store };
            const { status } = await as(who, client =>
              client.ask('POST', path, {
                ...body,
                metadata: { name: 'mine', ownerReferences },
                spec: spec(hub),
              }),
            );
            return status;
          }),
        );
      expect(await asked('central-secret-store', [])).toEqual(
        PEOPLE.map(who => (who.isHubOwner ? 201 : 403)),
      );
      expect(await asked('central-secret-store', [OF_A_DISTRIBUTION])).toEqual(
        PEOPLE.map(who => (who.isHubOwner || who.isOperator ? 201 : 403)),
      );
      // This policy ignores other stores.
      expect(await asked('another-store', [])).toEqual(PEOPLE.map(() => 201));
    },
  );

  it('follow a change of their parameters at once, without a restart', async () => {
    const parameters = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'central-secrets-access',
        namespace: 'central-secret-store',
      },
    };
    const key = 'request-label-users';
    const before = await api.get(
      '/api/v1/namespaces/central-secret-store/configmaps/central-secrets-access',
    );
    const untilAnswered = (wanted: number) =>
      waitFor(
        async () => {
          const { status } = await as(ORDINARY_USER, client =>
            client.ask('PATCH', `${PATH}?dryRun=All`, {
              metadata: { labels: { 'secrets/new': 'true' } },
            }),
          );
          return status === wanted;
        },
        { reason: `jane to be answered ${wanted}`, limitMs: 10_000 },
      );
    await untilAnswered(403);
    const data = { [key]: `${before!.data[key]}\n${ORDINARY_USER.user}\n` };
    await patchObject(api, parameters, { data });
    try {
      await untilAnswered(200);
    } finally {
      await patchObject(api, parameters, {
        data: { [key]: before!.data[key] },
      });
    }
    await untilAnswered(403);
  });
});
