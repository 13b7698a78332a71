import {
  compareVersions,
  isOlderThan,
  isOperatorVersion,
  parseOperatorVersion,
} from './operatorVersion';

describe('a version of the operator', () => {
  it.each([
    ['2.9', { major: 2, minor: 9 }],
    ['v2.9.0', { major: 2, minor: 9 }],
    [' 0.16.12 ', { major: 0, minor: 16 }],
    ['1234.1234.1234', { major: 1234, minor: 1234 }],
  ])('is read: %s', (text, version) => {
    expect(parseOperatorVersion(text)).toEqual(version);
    expect(isOperatorVersion(text)).toBe(true);
  });

  it.each([
    ...['', '2', '2.', '.9', 'v', '2.9.', '2.9.0.1', '2.9.x', 'vv2.9'],
    ...['12345.1', '1.12345', '1.1.12345', '2,9', '-2.9', 'x2.9', '2.9-rc'],
  ])('is not: %j', text => {
    expect(parseOperatorVersion(text)).toBeUndefined();
    expect(isOperatorVersion(text)).toBe(false);
  });

  it.each([
    ['2.9', '2.10', -1],
    ['2.9', '2.9.5', 0],
    ['2.9', '1.10', 1],
    ['0.20', '1.0', -1],
  ])('is compared by its numbers: %s and %s', (one, other, order) => {
    const [first, second] = [one, other].map(
      text => parseOperatorVersion(text)!,
    );
    expect(Math.sign(compareVersions(first, second))).toBe(order);
  });

  it.each([
    ['2.8', true],
    ['2.9', false],
    ['3.0', false],
    [undefined, undefined],
    ['new', undefined],
  ])('%s is older than 2.9: %s', (version, isOlder) => {
    expect(isOlderThan(version, '2.9')).toBe(isOlder);
  });
});
