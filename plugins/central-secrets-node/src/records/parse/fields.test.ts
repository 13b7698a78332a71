import { externalSecret } from '../../testUtils';
import { parseDistribution } from './distribution';
import { parseEvent } from './event';
import { parseExternalSecret } from './externalSecret';
import { parseNamespace } from './namespace';
import { parseStore } from './store';

describe('every parser', () => {
  const parsers = [
    parseNamespace,
    parseDistribution,
    parseExternalSecret,
    parseStore,
    parseEvent,
  ];

  it.each(parsers)('refuses what is no object: %p', parse => {
    expect(() => parse(null)).toThrow(/^Expected an? .*, got null$/);
    expect(() => parse([])).toThrow(/got a list$/);
    expect(() => parse('x')).toThrow(/got string$/);
  });

  it('names the object that is of another kind', () => {
    expect(() => parseStore(externalSecret('e', 'app'))).toThrow(
      'Expected a ClusterSecretStore or SecretStore, got ExternalSecret app/e',
    );
  });

  it.each([
    [
      { metadata: { uid: undefined } },
      'ExternalSecret app/e: metadata.uid is missing',
    ],
    [
      { metadata: { name: undefined } },
      'ExternalSecret app/(without a name): metadata.name is missing',
    ],
    [
      { metadata: { namespace: undefined } },
      'ExternalSecret e: metadata.namespace is missing',
    ],
    [
      { metadata: { creationTimestamp: 'x' } },
      'ExternalSecret app/e: metadata.creationTimestamp is missing or no time',
    ],
  ])('names object and field for %j', (change, message) => {
    expect(() =>
      parseExternalSecret(externalSecret('e', 'app', change)),
    ).toThrow(message);
  });
});
