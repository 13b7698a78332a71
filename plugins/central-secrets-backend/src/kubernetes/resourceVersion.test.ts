import { compareVersions } from './resourceVersion';

describe('compareVersions', () => {
  it.each([
    ['10', '9', 'newer'],
    ['9', '10', 'older'],
    ['18446744073709551615', '18446744073709551614', 'newer'],
    ['7', '7', 'same'],
    ['not-a-number', '7', 'newer'],
    ['007', '8', 'newer'],
    ['a', 'b', 'newer'],
    ['7', 'not-a-number', 'newer'],
  ])('finds %s after %s %s', (arrived, last, order) => {
    expect(compareVersions(arrived, last)).toBe(order);
  });
});
