import { parseExternalSecret, parsePushSecret } from '../../records';
import { Change, pushedStatus, pushSecret, readOf } from '../../testUtils';
import {
  findPushRivals,
  PathWriter,
  pushTargetsOf,
  readTargetsOf,
} from './pushTargets';

const PATH = 'platform-data/postgres/temporal';
const vault = { kind: 'ClusterSecretStore', name: 'vault-backend' };

const record = (name: string, change: Change = {}) =>
  parsePushSecret(pushSecret(name, 'platform-data', change));

function writer(name: string, change: Change = {}): PathWriter {
  const push = record(name, change);
  return { push, entries: push.spec.entries };
}

const from = (name: string): Change => ({
  spec: { selector: { secret: { name } } },
});
const to = (property?: string): Change => {
  const remoteRef = { remoteKey: PATH, ...(property ? { property } : {}) };
  return { spec: { data: [{ match: { secretKey: 'k', remoteRef } }] } };
};

describe('pushTargetsOf', () => {
  it('gives each entry to each store', () => {
    const targets = pushTargetsOf(
      record('p', {
        spec: { secretStoreRefs: [vault, { name: 'own' }] },
      }),
    );
    expect(targets.map(({ store, remoteKey }) => [store, remoteKey])).toEqual([
      [vault, PATH],
      [{ kind: 'SecretStore', name: 'own' }, PATH],
    ]);
  });

  it('takes from the status what the spec does not name', () => {
    const status = pushedStatus(PATH);
    const byLabels = {
      secretStoreRefs: [{ kind: 'ClusterSecretStore', labelSelector: {} }],
    };
    expect(pushTargetsOf(record('p', { spec: byLabels, status }))).toEqual([
      { store: vault, remoteKey: PATH, property: 'password' },
    ]);
    const byExpression = { data: undefined, dataTo: [{}] };
    expect(pushTargetsOf(record('p', { spec: byExpression, status }))).toEqual([
      { store: vault, remoteKey: PATH, property: 'password' },
    ]);
  });

  it('does not take from the status what was removed from the spec', () => {
    const targets = pushTargetsOf(
      record('p', { status: pushedStatus('elsewhere') }),
    );
    expect(targets.map(({ remoteKey }) => remoteKey)).toEqual([PATH]);
  });
});

describe('readTargetsOf', () => {
  it('reads from the store that the entry names, else from that of the spec', () => {
    const { spec } = parseExternalSecret(
      readOf(PATH, 'r', 'temporal', {
        spec: {
          dataFrom: [
            {
              extract: { key: 'all' },
              sourceRef: { storeRef: { name: 'own', kind: 'SecretStore' } },
            },
          ],
        },
      }),
    );
    expect(readTargetsOf(spec)).toEqual([
      { store: vault, key: PATH, property: 'password' },
      { store: { kind: 'SecretStore', name: 'own' }, key: 'all' },
    ]);
  });
});

describe('findPushRivals', () => {
  const rivals = (one: PathWriter, other: PathWriter) =>
    findPushRivals(one, [one, other]);

  it.each<[string, Change, Change, boolean]>([
    ['the same property from two Secrets', from('a'), from('b'), true],
    ['the same value from one Secret', from('a'), from('a'), false],
    ['two properties', to('username'), to('password'), false],
    ['all, and one property', to(), to('password'), true],
    [
      'a property that one of them never replaces',
      from('a'),
      {
        spec: {
          selector: { secret: { name: 'b' } },
          updatePolicy: 'IfNotExists',
        },
      },
      false,
    ],
    [
      'a property that one of them is about to release',
      from('a'),
      {
        ...from('b'),
        metadata: { deletionTimestamp: '2026-11-23T05:00:00Z' },
      },
      false,
    ],
    [
      'one Secret through a template',
      from('a'),
      {
        spec: {
          selector: { secret: { name: 'a' } },
          template: { data: {} },
        },
      },
      true,
    ],
  ])('of two that write %s', (_, one, other, areRivals) => {
    expect(rivals(writer('one', one), writer('other', other))).toEqual(
      areRivals ? ['platform-data/other'] : [],
    );
  });
});
