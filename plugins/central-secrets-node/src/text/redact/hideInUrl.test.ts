import { hideInUrl } from './hideInUrl';

const shown = (url: string) => hideInUrl(url, part => !part.includes('bad'));

describe('hideInUrl', () => {
  it.each([
    ['https://example.com'],
    ['https://example.com/'],
    ['https://example.com/a/b'],
    ['https://example.com?timeout=5s'],
    ['https://example.com/a?timeout=5s&dry&page=10'],
    ['https://example.com/a?twenty-letters-of-na=12345'],
    ['git+ssh://example.com'],
    ['HTTPS://example.com'],
  ])('shows %s', url => {
    expect(shown(url)).toBe(url);
  });

  it.each([
    ['https://user:pass@example.com/a', 'https://[hidden]@example.com/a'],
    ['https://us/er@pa/ss@example.com', 'https://[hidden]@example.com'],
    ['https://@example.com', 'https://[hidden]@example.com'],
    ['https://bad.com/a', 'https://[hidden]/a'],
    ['https://example.com/bad', 'https://example.com/[hidden]'],
    ['https://example.com/a#b', 'https://example.com/a#[hidden]'],
    ['https://example.com#', 'https://example.com#[hidden]'],
    ['https://example.com/a?token=1', 'https://example.com/a?[hidden]'],
    ['https://example.com?a=1&token', 'https://example.com?[hidden]'],
    ['https://example.com?a=123456', 'https://example.com?[hidden]'],
    [
      'https://example.com?twenty-letters-of-nam=12345',
      'https://example.com?[hidden]',
    ],
    ['https://example.com/a?b=1#c', 'https://example.com/a?b=1#[hidden]'],
    ['https://ghp_abcd1/a', 'https://[hidden]/a'],
    ['https://example.com/ghp_abcd1', 'https://example.com/[hidden]'],
    ['1x://example.com', '[hidden]'],
    ['x https://example.com', '[hidden]'],
  ])('hides a part of %s', (url, text) => {
    expect(shown(url)).toBe(text);
  });

  it('takes line breaks for a part of a path', () => {
    expect(shown('https://example.com/a\nb?c=\nd#e\nf')).toBe(
      'https://example.com/a\nb?c=\nd#[hidden]',
    );
  });
});
