import fc from 'fast-check';
import { classifyFailure, namesInFailure } from '../classifyFailure';
import { refusalIn } from '../../state';
import { PROVIDER_TEXTS } from './__testUtils__/providerTexts';
import { KNOWN_PHRASES, OBJECT_PHRASES } from './knownPhrases';
import { hideCredentials, redactText } from './redactText';

/** Any name that an object may have, also one that looks drawn at random. */
const name = fc.oneof(
  fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$/),
  fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]\.[a-z]{2,10}$/),
  fc.stringMatching(/^[0-9a-f]{32}$/),
  fc.stringMatching(/^[a-z]{3,9}-[0-9a-f]{10}-[a-z0-9]{5}$/),
);
const kind = fc.constantFrom(
  'secrets',
  'Secret',
  'configmaps',
  'ClusterSecretStore',
  'SecretStore.external-secrets.io',
  'ecrauthorizationtokens.generators.external-secrets.io',
);

/**
 * The same text for every place, so that the test distinguishes nothing by
 * chance.
 */
function filled(phrase: string, aName: string, aKind: string): string {
  return phrase
    .replaceAll('<kind>', () => aKind)
    .replaceAll(/<(?:name|key)>/g, () => aName);
}

const READ = 'error processing spec.data[0] (key: <name>), err: ';
const EXTRACT = 'error processing spec.dataFrom[0].extract, err: ';

/** Complete messages of the operator and the API server. */
const MESSAGES = [
  `${READ}secrets "<name>" not found`,
  `${READ}Secret does not exist`,
  `${EXTRACT}Secret does not exist`,
  `${READ}property <name> does not exist in data of secret "<name>"`,
  `${READ}cannot find secret data for key: "<name>"`,
  `${READ}could not get SecretStore "<name>", SecretStore.external-secrets.io "<name>" not found`,
  `${READ}could not get ClusterSecretStore "<name>", ClusterSecretStore.external-secrets.io "<name>" not found`,
  `${READ}SecretStore "<name>" is not ready`,
  `${READ}ClusterSecretStore "<name>" is not ready`,
  `${READ}using cluster store "<name>" is not allowed from namespace "<name>": denied by spec.condition`,
  `${READ}secrets "<name>" is forbidden: User "system:serviceaccount:<name>:<name>" cannot get resource "secrets" in API group "" in the namespace "<name>"`,
  'clusterexternalsecrets.external-secrets.io is forbidden: User "system:serviceaccount:<name>:<name>" cannot watch resource "clusterexternalsecrets" in API group "external-secrets.io" at the cluster scope',
  'could not apply template: could not execute template: unable to execute template at key <name>: unable to execute template at key <name>: template: <name>:1:3: executing "<name>" at <.nokey>: map has no entry for key "<name>"',
  'could not apply template: unable to parse template at key <name>: template: <name>:1: function "nofunc" not defined',
  'could not apply template: error fetching templateFrom data: configmaps "<name>" not found',
  'unable to mutate secret <name>: secret is owned by another ExternalSecret: <name>',
  'unable to update secret <name>: secret is immutable',
  'unable to mutate secret <name>: could not set controller reference on secret: Object <name>/<name> is already owned by another ConfigMap controller <name>',
  'unable to update secret <name>: Secret "<name>" is invalid: type',
  'Secret "<name>" is invalid: [data[tls.crt]: Required value, data[tls.key]: Required value]',
  'secrets "<name>" is forbidden: exceeded quota: <name>, requested: count/secrets=1, used: count/secrets=0, limited: count/secrets=0',
  `secrets "<name>" is forbidden: ValidatingAdmissionPolicy '<name>' with binding '<name>' denied request: not in this namespace`,
  'admission webhook "<name>" denied the request: not in this namespace',
  'Internal error occurred: failed calling webhook "<name>": failed to call webhook: Post "https://127.0.0.1:1/?timeout=1s": dial tcp 127.0.0.1:1: connect: connection refused',
  'could not create or update ExternalSecret: externalsecrets.external-secrets.io "<name>" is forbidden: create not allowed while custom resource definition is terminating',
  'could not create or update ExternalSecret: ExternalSecret.external-secrets.io "<name>" is invalid: spec.data',
  'Operation cannot be fulfilled on secrets "<name>": the object has been modified; please apply your changes to the latest version and try again',
  'external secret already exists in namespace',
  'external secret in non matching namespace could not be deleted',
  'target is owned by another ExternalSecret',
  'could not update secret, target is immutable',
  'secret retained due to DeletionPolicy=Retain',
  'could not get secret data from provider',
  'cannot get Kubernetes secret "<name>" from namespace "<name>": secrets "<name>" not found',
];

describe('redactText', () => {
  it.each(MESSAGES)('keeps any names in: %s', message => {
    fc.assert(
      fc.property(name, aName => {
        const text = filled(message, aName, 'secrets');
        fc.pre(text.length <= 500);
        expect(redactText(text)).toBe(text);
        expect(hideCredentials(redactText(text))).toBe(text);
      }),
    );
  });

  it.each(
    [...KNOWN_PHRASES, ...OBJECT_PHRASES].filter(
      phrase => !phrase.includes('<value>'),
    ),
  )('keeps any names in the phrase: %s', phrase => {
    fc.assert(
      fc.property(
        name,
        kind,
        fc.constantFrom('', `${EXTRACT}`, 'line 1; '),
        (aName, aKind, before) => {
          const text = `${before}${filled(phrase, aName, aKind)}`;
          expect(redactText(text)).toBe(text);
        },
      ),
    );
  });

  it.each(MESSAGES)('changes neither cause nor names: %s', message => {
    fc.assert(
      fc.property(name, aName => {
        const text = filled(message, aName, 'secrets');
        fc.pre(text.length <= 500);
        const shown = redactText(text);
        expect(classifyFailure(shown)).toBe(classifyFailure(text));
        expect(namesInFailure(shown)).toEqual(namesInFailure(text));
        expect(refusalIn(shown)).toEqual(refusalIn(text));
      }),
    );
  });

  it.each(PROVIDER_TEXTS)(
    'changes no cause of what providers say: %s',
    text => {
      expect(classifyFailure(redactText(text))).toBe(classifyFailure(text));
    },
  );

  it.each(PROVIDER_TEXTS)('leaves a cause in quotes: %s', text => {
    const inJson = `unexpected answer: ${JSON.stringify({ message: text })}`;
    expect(classifyFailure(redactText(inJson))).toBe(classifyFailure(inJson));
    const inQuotes = `rpc failed: ${JSON.stringify(text)}`;
    expect(classifyFailure(redactText(inQuotes))).toBe(
      classifyFailure(inQuotes),
    );
  });

  it('leaves what providers say readable', () => {
    const changed = PROVIDER_TEXTS.map(text => text.replace(/\s+/g, ' '))
      .map(text => [text, redactText(text)])
      .filter(([text, shown]) => text !== shown)
      .map(([, shown]) => shown);
    expect(changed).toEqual([
      'error processing spec.data[0] (key: db), err: key not found in 1Password Vaults: db in: map[[hidden]]',
      "error processing spec.dataFrom[0].extract (key: x), err: failed to unmarshal secret: invalid character '[hidden]' looking for beginning of value",
    ]);
  });
});
