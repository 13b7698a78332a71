import { isNoCredential } from './namedValue';
import { redactText } from '..';

describe('isNoCredential', () => {
  it.each([
    '',
    'true',
    'False',
    'YES',
    'no',
    'none',
    'null',
    'nil',
    '<>',
    '<your token>',
    '<Your-token_here>',
    '${TOKEN}',
    '${a_1}',
    '[hidden]',
    '[hidden',
  ])('is the case for %j', value => {
    expect(isNoCredential(value)).toBe(true);
  });

  it.each([
    'untrue',
    'truest',
    'nothing',
    'x<token>',
    '<token>x',
    '<token1>',
    '${1}',
    '${a-b}',
    '${TOKEN}x',
    'x${TOKEN}',
    '[hidden]x',
    '[hid',
    ' ',
  ])('is not the case for %j', value => {
    expect(isNoCredential(value)).toBe(false);
  });
});

describe('the space around the sign between a name and its value', () => {
  it.each([
    'password    = not-a-word-7',
    'password =          not-a-word-7',
    'password\t\t\t\t=\t\t\t\tnot-a-word-7',
    'password:          not-a-word-7',
  ])('may be as wide as in a table: %j', text => {
    expect(redactText(text)).not.toContain('not-a-word-7');
  });
});
