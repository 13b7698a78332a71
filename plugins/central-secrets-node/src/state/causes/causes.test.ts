import fc from 'fast-check';
import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  childOf,
  clusterSecretStore,
  distribution,
  failedStatus,
  gatherInput,
  updateFailedEvent,
} from '../../testUtils';
import { asking, GET_FAILED, NOW, oauth, store } from '../__testUtils__/derive';
import { deriveDelivery } from '../deriveDelivery';

const UPDATE_FAILED = 'could not update secret';

/** The cause of a failed copy, by its condition and its event. */
function explain(condition: string, event?: string, from = oauth) {
  const child = childOf(from, 'app', { status: failedStatus(condition) });
  const { cause, certainty, candidates } = deriveDelivery(
    gatherInput(
      [
        asking,
        from,
        child,
        store,
        ...(event === undefined ? [] : [updateFailedEvent(child, event)]),
      ],
      { now: NOW },
    ),
  );
  return { cause, certainty, candidates };
}

const causesOf = ({ candidates }: ReturnType<typeof explain>) =>
  candidates.map(({ cause }) => cause);

describe('the certainty of a cause', () => {
  it('is proven by a store that does not exist, whatever the text says', () => {
    const child = childOf(oauth, 'app', { status: failedStatus(GET_FAILED) });
    fc.assert(
      fc.property(fc.string(), text => {
        const derived = deriveDelivery(
          gatherInput(
            [
              asking,
              oauth,
              child,
              updateFailedEvent(child, `secrets "x" not found ${text}`),
              clusterSecretStore('another'),
            ],
            { now: NOW },
          ),
        );
        expect(derived).toMatchObject({
          cause: 'store-missing',
          certainty: 'proven',
          candidates: [],
        });
      }),
    );
  });

  it('is only likely where a text says it, and the check that decides is named', () => {
    const told = explain(GET_FAILED, 'secrets "oauth" not found');
    expect(told).toMatchObject({
      cause: 'source-missing',
      certainty: 'likely',
    });
    expect(told.candidates).toEqual([
      {
        cause: 'source-missing',
        check: {
          code: 'check-source',
          parameters: {
            source: 'oauth',
            store: 'ClusterSecretStore central-secret-store',
          },
        },
        by: 'platform',
      },
    ]);
  });

  it('is never proven by a text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (condition, event) => {
        expect(explain(condition, event).certainty).not.toBe('proven');
      }),
    );
  });

  it('is unknown where nothing tells the cause', () => {
    expect(explain(GET_FAILED)).toMatchObject({
      cause: 'other',
      certainty: 'unknown',
    });
  });
});

describe('the candidates for an unknown cause', () => {
  it.each([
    [
      'of a failed read',
      GET_FAILED,
      [
        'source-missing',
        'property-missing',
        'permission',
        'value-unusable',
        'store-login',
        'provider-unavailable',
      ],
    ],
    [
      'of a failed write',
      UPDATE_FAILED,
      ['template', 'invalid-secret', 'admission', 'quota', 'permission'],
    ],
    [
      'of a refused write, as operators from 2.14 on say it',
      `${UPDATE_FAILED}: Kubernetes API access denied`,
      ['template', 'invalid-secret', 'admission', 'quota', 'permission'],
    ],
  ])('are those %s', (_, condition, causes) => {
    expect(causesOf(explain(condition))).toEqual(causes);
  });

  it('are those of reads and of writes where the text says nothing', () => {
    expect(causesOf(explain('error 4711'))).toEqual([
      'source-missing',
      'property-missing',
      'permission',
      'value-unusable',
      'store-login',
      'provider-unavailable',
      'template',
      'invalid-secret',
      'admission',
      'quota',
      'permission',
    ]);
  });

  it('are the generator alone where no store is read', () => {
    const generated = distribution('oauth', {
      spec: {
        externalSecretSpec: {
          secretStoreRef: null,
          data: null,
          dataFrom: [{ sourceRef: { generatorRef: { kind: 'Password' } } }],
        },
      },
    });
    expect(causesOf(explain(GET_FAILED, undefined, generated))).toEqual([
      'generator',
    ]);
  });

  it('each have one sentence and one who can make the check', () => {
    const { candidates } = explain('error 4711');
    expect(
      candidates.map(({ check, by, command }) => [
        renderMessage(check),
        by,
        command ?? '',
      ]),
    ).toMatchObject([
      [
        expect.stringContaining('each source that ClusterExternalSecret oauth'),
        'platform',
        '',
      ],
      [
        expect.stringContaining('each key'),
        'platform',
        'kubectl edit clusterexternalsecret oauth',
      ],
      [
        expect.stringContaining(
          'identity of ClusterSecretStore central-secret-store',
        ),
        'platform',
        'kubectl describe clustersecretstore central-secret-store',
      ],
      [
        expect.stringContaining('in the form'),
        'platform',
        'kubectl edit clusterexternalsecret oauth',
      ],
      [
        expect.stringContaining('credential'),
        'platform',
        'kubectl describe clustersecretstore central-secret-store',
      ],
      [
        expect.stringContaining('provider'),
        'platform',
        'kubectl describe clustersecretstore central-secret-store',
      ],
      [
        expect.stringContaining('target.template'),
        'platform',
        'kubectl edit clusterexternalsecret oauth',
      ],
      [
        expect.stringContaining('valid Opaque'),
        'platform',
        'kubectl edit clusterexternalsecret oauth',
      ],
      [
        expect.stringContaining('admission policy'),
        'platform',
        'kubectl get validatingadmissionpolicies,validatingwebhookconfigurations,mutatingwebhookconfigurations',
      ],
      [
        expect.stringContaining('ResourceQuota of namespace app'),
        'developer',
        'kubectl describe resourcequota -n app',
      ],
      [
        expect.stringContaining('operator may write Secrets in namespace app'),
        'platform',
        '',
      ],
    ]);
  });
});

describe('a fault that the rules find in the manifest', () => {
  const fault = (code: string) => ({
    code,
    field: 'spec.externalSecretSpec.target.template',
    message: 'the template has no end',
  });
  const withFault = (code: string, condition: string, event?: string) => {
    const child = childOf(oauth, 'app', { status: failedStatus(condition) });
    const objects = [
      asking,
      oauth,
      child,
      store,
      ...(event === undefined ? [] : [updateFailedEvent(child, event)]),
    ];
    return deriveDelivery({
      ...gatherInput(objects, { now: NOW }),
      faults: [fault('label-invalid'), fault(code)],
    });
  };

  it.each([
    ['template-unparsable', UPDATE_FAILED, 'template'],
    [
      'template-fails',
      `${UPDATE_FAILED}: template execution failed`,
      'template',
    ],
    ['secret-value-invalid', UPDATE_FAILED, 'invalid-secret'],
    ['regexp-invalid', GET_FAILED, 'template'],
  ])('%s proves the cause of "%s": %s', (code, condition, cause) => {
    const derived = withFault(code, condition);
    expect(derived).toMatchObject({ cause, certainty: 'proven' });
    expect(derived.evidence[0]).toMatchObject({
      kind: 'ClusterExternalSecret',
      field: 'spec.externalSecretSpec.target.template',
      value: 'the template has no end',
    });
  });

  it('makes the cause likely, where the text names no operation', () => {
    expect(withFault('template-unparsable', 'error 4711')).toMatchObject({
      cause: 'template',
      certainty: 'likely',
      candidates: [{ cause: 'template' }],
    });
  });

  it.each([
    ['the operation before it failed', 'template-unparsable', GET_FAILED],
    ['the operation behind it failed', 'regexp-invalid', UPDATE_FAILED],
    ['it does not make an attempt fail', 'label-invalid', UPDATE_FAILED],
  ])('is not the cause where %s', (_, code, condition) => {
    expect(withFault(code, condition).cause).toBe('other');
  });

  it('is not the cause where the text tells another one', () => {
    const event = 'secrets "t" is forbidden: exceeded quota: few';
    expect(
      withFault('template-unparsable', UPDATE_FAILED, event),
    ).toMatchObject({ cause: 'quota', certainty: 'likely' });
  });
});
