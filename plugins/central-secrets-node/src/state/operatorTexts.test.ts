import {
  distributionOfFinalizer,
  isFailureEverywhere,
  isNamespaceFinalizer,
  isShortenedFinalizer,
  namespaceFinalizer,
} from './operatorTexts';

describe('isFailureEverywhere', () => {
  it.each([
    ['unknown', 'failed to list namespaces: timeout', true],
    ['unknown', 'failed to convert label selector: invalid', true],
    ['unknown', 'could not create or update ExternalSecret: x', false],
    ['unknown', 'x: failed to list namespaces', false],
    ['app', 'failed to list namespaces: timeout', false],
  ])('of namespace %s with the reason "%s": %s', (namespace, reason, holds) => {
    expect(isFailureEverywhere({ namespace, reason })).toBe(holds);
  });
});

describe('the operator’s finalizer', () => {
  it('names its distribution', () => {
    const finalizer = namespaceFinalizer('registry');
    expect(finalizer).toBe('externalsecrets.external-secrets.io/ces-registry');
    expect(isNamespaceFinalizer(finalizer)).toBe(true);
    expect(distributionOfFinalizer(finalizer)).toBe('registry');
  });

  it.each(['kubernetes', 'example.com/ces-registry'])(
    'is told from that of another controller: %s',
    finalizer => {
      expect(isNamespaceFinalizer(finalizer)).toBe(false);
    },
  );
});

describe('isShortenedFinalizer', () => {
  const long = 'a'.repeat(60);
  const shortened = (beginning: string, hash = '0a1b2c') =>
    namespaceFinalizer(`${beginning}-${hash}`);

  it.each([
    ['the beginning of a name that is too long', long.slice(0, 52)],
    ['30 characters of it', long.slice(0, 30)],
  ])('holds for %s, with a hash', (_, beginning) => {
    expect(isShortenedFinalizer(shortened(beginning), long)).toBe(true);
  });

  it.each([
    ['a name that fits', shortened(long.slice(0, 52)), long.slice(0, 59)],
    ['another name', shortened(long.slice(0, 52)), `b${long}`],
    [
      'a name that only ends so',
      shortened('b'.repeat(30)),
      `${long}${'b'.repeat(30)}`,
    ],
    ['too short a beginning', shortened(long.slice(0, 29)), long],
    ['too short a hash', shortened(long.slice(0, 52), '0a1b2'), long],
    [
      'something else than a hash',
      shortened(long.slice(0, 52), '0A1B2C'),
      long,
    ],
    ['more than a hash', shortened(long.slice(0, 52), '0a1b2c-'), long],
    [
      'the finalizer of another controller',
      `${'x'.repeat(namespaceFinalizer('').length)}${long.slice(0, 52)}-0a1b2c`,
      long,
    ],
    ['a finalizer of another form', 'kubernetes', long],
  ])('does not hold for %s', (_, finalizer, name) => {
    expect(isShortenedFinalizer(finalizer, name)).toBe(false);
  });
});
