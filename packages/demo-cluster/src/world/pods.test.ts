import {
  deriveUsage,
  lastWriteOf,
  parseEvent,
  parseExternalSecret,
  parsePod,
  parsePodTemplate,
  parseReplicaSet,
  parseServiceAccount,
  consumersBySecret,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ManualClock } from '../clock';
import { DemoCluster, startDemoCluster } from '../startDemoCluster';

const NAMESPACE = 'backstage';

describe('the pods of the example platform', () => {
  const clock = new ManualClock();
  let demo: DemoCluster;
  beforeAll(async () => {
    demo = await startDemoCluster({ clock });
    // Beyond some refreshes, none of which writes anything.
    clock.advance(100_000);
  });
  afterAll(() => demo.stop());

  /** Returns the usage that the plugin's own model derives. */
  function usageOf(externalSecretName: string, secret: string) {
    const of = <R>(kind: string, parse: (object: unknown) => R): R[] =>
      demo.api.list(kind, NAMESPACE).map(parse);
    const externalSecret = parseExternalSecret(
      demo.api.get({
        kind: 'ExternalSecret',
        name: externalSecretName,
        namespace: NAMESPACE,
      }),
    );
    const users = consumersBySecret({
      pods: of('Pod', parsePod),
      templates: (['Deployment', 'StatefulSet', 'CronJob'] as const).flatMap(
        kind => of(kind, object => parsePodTemplate(object, kind)),
      ),
      owned: of('ReplicaSet', parseReplicaSet),
      serviceAccounts: of('ServiceAccount', parseServiceAccount),
      ingresses: [],
    });
    const events = of('Event', parseEvent).filter(
      ({ involvedUid }) => involvedUid === externalSecret.uid,
    );
    return deriveUsage({
      namespace: NAMESPACE,
      secret,
      state: 'synced',
      users: users.get(secret) ?? [],
      lastWrite: lastWriteOf([{ externalSecret, events }], true),
      isComplete: true,
    });
  }

  it('run with what gh-oauth was before, one of them', () => {
    const { users, warnings } = usageOf('gh-oauth', 'gh-oauth');
    expect(users).toEqual([
      expect.objectContaining({
        kind: 'Deployment',
        name: 'backstage',
        pods: { count: 2, old: 1, unknown: 0 },
      }),
    ]);
    expect(warnings.map(({ code }) => code)).toEqual(['old-value-in-pods']);
  });

  it('pull images through their ServiceAccount', () => {
    const { users } = usageOf(
      'gh-docker-registry-creds',
      'gh-docker-registry-creds',
    );
    expect(users.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'CronJob search-indexer',
      'Deployment backstage',
    ]);
    expect(users[0].references[0].serviceAccount).toBe('default');
  });

  it('leave plugin-tokens unused', () => {
    const { warnings } = usageOf('plugin-tokens', 'plugin-tokens');
    expect(warnings.map(({ code }) => code)).toEqual(['unused']);
  });
});
