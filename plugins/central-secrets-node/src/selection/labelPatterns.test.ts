import { isLabelAllowed } from './labelPatterns';

describe('isLabelAllowed', () => {
  it.each([
    ['secrets/gh-oauth', ['secrets/*']],
    ['secrets/gh-oauth', ['other/*', 'secrets/gh-*']],
    ['team', ['team']],
    ['a.b/c', ['a.b/c']],
  ])('allows %s by %j', (key, patterns) => {
    expect(isLabelAllowed(key, patterns)).toBe(true);
  });

  it.each([
    ['kubernetes.io/metadata.name', ['secrets/*']],
    ['secrets/a/b', ['secrets/*']],
    ['x-secrets/a', ['secrets/*']],
    ['secrets/a', ['*']],
    ['axb/c', ['a.b/c']],
    ['secrets/gh-oauth', []],
  ])('does not allow %s by %j', (key, patterns) => {
    expect(isLabelAllowed(key, patterns)).toBe(false);
  });
});
