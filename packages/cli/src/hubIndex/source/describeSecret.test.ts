import { randomBytes, X509Certificate } from 'node:crypto';
import { testCertificate } from '@central-secrets/dev-tools';
import { describeSecret } from './describeSecret';

const KEY = randomBytes(32);
const CANARY = 'canary-4f1c';
const base64 = (text: string) => Buffer.from(text).toString('base64');

function secret(change: Record<string, unknown> = {}, metadata = {}): object {
  return {
    metadata: {
      name: 'a',
      namespace: 'central-secret-store',
      uid: 'u',
      resourceVersion: '7',
      creationTimestamp: '2026-11-30T08:00:00Z',
      ...metadata,
    },
    type: 'Opaque',
    data: { token: base64(CANARY), user: base64('x') },
    ...change,
  };
}

const described = (change = {}, metadata = {}) =>
  describeSecret(secret(change, metadata), KEY);

describe('describeSecret', () => {
  it('keeps the name, the type and the keys, and no value', () => {
    const everywhere = {
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
          data: { token: base64(CANARY) },
        }),
        other: CANARY,
        // Neither a time, nor an interval, nor an owner, nor an address.
        'central-secrets/expires-at': CANARY,
        'central-secrets/rotate-every': CANARY,
        'central-secrets/owner': `${CANARY} ${CANARY}`,
        'central-secrets/runbook': `https://example.com/?token=${CANARY}`,
      },
      labels: { label: CANARY },
      generateName: CANARY,
      finalizers: [CANARY],
      managedFields: [
        { manager: CANARY, fieldsV1: { 'f:data': { [`f:${CANARY}`]: {} } } },
      ],
      ownerReferences: [{ name: CANARY }],
    };
    const result = described(
      { stringData: { b: CANARY }, immutable: true, other: CANARY },
      everywhere,
    );
    expect(result.facts).toEqual({
      name: 'a',
      version: '7',
      type: 'Opaque',
      keys: ['token', 'user'],
    });
    const text = JSON.stringify(result);
    for (const form of [CANARY, base64(CANARY)]) {
      expect(text).not.toContain(form);
    }
    expect(result.unreadableAnnotations).toHaveLength(4);
  });

  it('keeps what owners say in a form that holds no value', () => {
    const { facts, unreadableAnnotations } = described(
      {},
      {
        annotations: {
          'central-secrets/expires-at': '2027-01-31',
          'central-secrets/rotate-every': '90d',
          'central-secrets/owner': 'group:default/platform',
          'central-secrets/runbook': 'https://docs.example.com/rotate',
        },
      },
    );
    expect(facts).toMatchObject({
      expiresAt: Date.parse('2027-01-31T00:00:00Z'),
      rotateEveryMs: 90 * 24 * 3_600_000,
      owner: 'group:default/platform',
      runbook: 'https://docs.example.com/rotate',
    });
    expect(unreadableAnnotations).toEqual([]);
  });

  it('reads when the first certificate of a TLS Secret ends', () => {
    const { cert } = testCertificate();
    const tls = (chain: string, type = 'kubernetes.io/tls') =>
      described({ type, data: { 'tls.crt': base64(chain) } }).facts
        .certificateEndsAt;
    const end = Date.parse(new X509Certificate(cert).validTo);
    expect(end).toBeGreaterThan(0);
    expect(tls(cert)).toBe(end);
    expect(tls(`${cert}\n${CANARY}`)).toBe(end);
    expect(tls(CANARY)).toBeUndefined();
    expect(tls('')).toBeUndefined();
    expect(tls(cert, 'Opaque')).toBeUndefined();
  });

  it('has one fingerprint for equal data, another for other data, and none that another process has', () => {
    const { fingerprint } = described();
    expect(described({}, { labels: { a: 'b' } }).fingerprint).toBe(fingerprint);
    const others = [
      described({ data: { token: base64(CANARY), user: base64('y') } }),
      described({ data: { token: base64(CANARY) } }),
      described({ data: { token: base64('x'), user: base64(CANARY) } }),
      describeSecret(secret(), randomBytes(32)),
    ].map(other => other.fingerprint);
    expect(new Set([fingerprint, ...others]).size).toBe(5);
  });

  it.each([
    [
      'the newest write of the data',
      [
        ['f:data', '2026-11-30T09:00:00Z'],
        ['f:stringData', '2026-11-30T08:30:00Z'],
        ['f:metadata', '2026-11-30T10:00:00Z'],
      ],
      '2026-11-30T09:00:00Z',
    ],
    [
      'the creation where no manager wrote data',
      [['f:metadata', '2026-11-30T10:00:00Z']],
      '2026-11-30T08:00:00Z',
    ],
    ['the creation where there are no managers', [], '2026-11-30T08:00:00Z'],
  ])('takes %s for the time of the data', (_, managers, expected) => {
    const managedFields = managers.map(([field, time]) => ({
      time,
      fieldsV1: { [field]: {} },
    }));
    expect(described({}, { managedFields }).dataTime).toBe(
      Date.parse(expected),
    );
  });

  it('says nothing of an object that is not a Secret', () => {
    for (const object of [
      {},
      { metadata: { name: CANARY } },
      CANARY,
      null,
      secret({}, { creationTimestamp: CANARY }),
    ]) {
      expect(() => describeSecret(object, KEY)).toThrow(
        /^the API server sent an object that is not a Secret$/,
      );
    }
  });
});
