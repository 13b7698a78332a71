import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BUILT_AT,
  Change,
  childOf,
  distribution,
  externalSecret,
  failedStatus,
  gatherInput,
  namespace,
  syncedStatus,
  updateFailedEvent,
} from '../testUtils';
import { asking, GET_FAILED, NOW } from './__testUtils__/derive';
import { deriveDelivery } from './deriveDelivery';

const entry = (kind: string, name = 'ecr') => ({
  sourceRef: { generatorRef: { kind, name } },
});

const generated = (kinds: readonly string[], spec: Change = {}) =>
  distribution('oauth', {
    spec: {
      externalSecretSpec: {
        secretStoreRef: null,
        data: null,
        dataFrom: kinds.map(kind => entry(kind)),
        ...spec,
      },
    },
  });

const AT = 'error processing spec.dataFrom[0].sourceRef.generatorRef, err: ';

/** What is said of a copy whose generator fails. */
function told(event: string, kinds = ['ECRAuthorizationToken']) {
  const of = generated(kinds);
  const child = childOf(of, 'app', { status: failedStatus(GET_FAILED) });
  const { cause, certainty, summary, remedy, candidates } = deriveDelivery(
    gatherInput([asking, of, child, updateFailedEvent(child, event)], {
      now: NOW,
    }),
  );
  return {
    cause,
    certainty,
    summary: renderMessage(summary),
    remedy: renderMessage(remedy),
    command: remedy.command,
    checks: candidates.map(({ check }) => renderMessage(check)),
  };
}

describe('a generator that fails', () => {
  it.each([
    'unable to get generator: ECRAuthorizationToken.generators.external-secrets.io "ecr" not found',
    'unable to get generator resource: unable to get ECRAuthorizationToken: ecrauthorizationtokens.generators.external-secrets.io "ecr" not found',
  ])('is named where it does not exist: %s', text => {
    expect(told(`${AT}${text}`)).toEqual({
      cause: 'generator',
      certainty: 'likely',
      summary:
        'The generator ECRAuthorizationToken ecr does not exist in namespace app',
      remedy:
        'Refer to a ClusterGenerator in ClusterExternalSecret oauth, or create the generator ECRAuthorizationToken ecr in namespace app: the operator looks for it in the namespace of each copy',
      command:
        'kubectl get ecrauthorizationtoken.generators.external-secrets.io ecr -n app',
      checks: [
        'Check whether the generator ECRAuthorizationToken ecr exists and works',
      ],
    });
  });

  it('is looked for in no namespace where it is a ClusterGenerator', () => {
    expect(
      told(
        `${AT}unable to get generator: ClusterGenerator.generators.external-secrets.io "ecr" not found`,
        ['ClusterGenerator'],
      ),
    ).toMatchObject({
      summary: 'The generator ClusterGenerator ecr does not exist',
      command:
        'kubectl get clustergenerator.generators.external-secrets.io ecr',
    });
  });

  it("is the team's to create for its own ExternalSecret", () => {
    const own = externalSecret('own', 'app', {
      spec: { secretStoreRef: null, data: null, dataFrom: [entry('UUID')] },
      status: failedStatus(GET_FAILED),
    });
    const { remedy } = deriveDelivery(
      gatherInput(
        [
          namespace('app'),
          own,
          updateFailedEvent(
            own,
            `${AT}unable to get generator: UUID.generators.external-secrets.io "ecr" not found`,
          ),
        ],
        { now: NOW },
      ),
    );
    expect(remedy).toMatchObject({ by: 'developer', code: 'create-generator' });
    expect(renderMessage(remedy)).toMatch(
      /^Create the generator UUID ecr in namespace app, or correct generatorRef in ExternalSecret own/,
    );
  });

  it.each([
    `${AT}error using generator: api error AccessDenied: no`,
    `${AT}response code 503`,
    'AccessDenied',
    'secrets "credential" not found',
  ])('is named, and never a store: %s', text => {
    expect(told(text)).toMatchObject({
      cause: 'generator',
      certainty: 'likely',
      summary: 'The generator ECRAuthorizationToken ecr makes no value',
      command:
        'kubectl describe ecrauthorizationtoken.generators.external-secrets.io ecr -n app',
    });
  });

  it('is not taken for missing where the text names another one', () => {
    expect(
      told(
        `${AT}unable to get generator: UUID.generators.external-secrets.io "ecr" not found`,
      ).summary,
    ).toBe('The generator ECRAuthorizationToken ecr makes no value');
  });

  it('is named with the others where any of them may be meant', () => {
    expect(told(`${AT}no`, ['UUID', 'Password']).summary).toBe(
      'The generator UUID ecr, Password ecr makes no value',
    );
  });

  it('may be one that the operator may not read', () => {
    expect(
      told(
        `${AT}unable to get generator: uuids.generators.external-secrets.io "ecr" is forbidden: User "eso" cannot get resource "uuids" in API group "generators.external-secrets.io" in the namespace "app"`,
      ),
    ).toMatchObject({
      cause: 'generator',
      command:
        'kubectl auth can-i get uuids.generators.external-secrets.io/ecr --as=eso -n app',
    });
  });
});

describe('the warning that a generated value expires before its refresh', () => {
  const warnings = (kind: string, spec: Change, now = NOW) => {
    const of = generated([kind], spec);
    const child = childOf(of, 'app', { status: syncedStatus('oauth') });
    return deriveDelivery(gatherInput([asking, of, child], { now }))
      .warnings.filter(({ code }) => code === 'generated-expires')
      .map(warning => renderMessage(warning));
  };

  it.each<[string, Change, boolean]>([
    ['GithubAccessToken', { refreshInterval: '24h' }, true],
    ['GithubAccessToken', { refreshInterval: '60m' }, true],
    ['GithubAccessToken', { refreshInterval: '30m' }, false],
    ['GithubAccessToken', { refreshPolicy: 'CreatedOnce' }, true],
    ['ECRAuthorizationToken', { refreshInterval: '11h' }, false],
    ['ECRAuthorizationToken', { refreshInterval: '0s' }, true],
    ['STSSessionToken', { refreshInterval: '24h' }, false],
    ['ClusterGenerator', { refreshInterval: '24h' }, false],
  ])('is given for %s with %j: %s', (kind, spec, isGiven) => {
    expect(warnings(kind, spec)).toHaveLength(isGiven ? 1 : 0);
  });

  it('says how long the value is valid, and once it is not', () => {
    const spec = { refreshInterval: '24h' };
    expect(warnings('GithubAccessToken', spec, BUILT_AT)).toEqual([
      'What the generator GithubAccessToken ecr makes is valid for 1 h and is not refreshed before that: its consumers may get an expired value',
    ]);
    expect(warnings('GithubAccessToken', spec, '2026-11-23T07:00:00Z')).toEqual(
      [
        'What the generator GithubAccessToken ecr made was valid for 1 h and expired at 2026-11-23T06:00:00Z: its consumers may have an expired value',
      ],
    );
  });
});
