import {
  EXTERNAL_SECRET_NAME_RULES,
  REQUEST_LABEL_RULES,
  SECRET_NAME_RULES,
} from './index';

describe('the rules that compare a manifest with others', () => {
  it.each([
    ['external-secret-name-taken', EXTERNAL_SECRET_NAME_RULES],
    ['secret-contested', SECRET_NAME_RULES],
    ['request-label-shared', REQUEST_LABEL_RULES],
  ])('have among them: %s', (code, rules) => {
    expect(rules.map(rule => rule.code)).toEqual([code]);
  });
});
