import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { escapeControls } from '@central-secrets/backstage-plugin-central-secrets-common';
import { kubectl } from './kubectl';
import { shellWord } from './shellWord';

describe('shellWord', () => {
  it('leaves names of objects as they are', () => {
    expect(shellWord('central-secrets/entity-ref=component:default/a')).toBe(
      'central-secrets/entity-ref=component:default/a',
    );
  });

  it.each(['a b', "it's", '$(id)', '`id`', ';ls', '', '[{"op":"test"}]'])(
    'makes one word of %j, as a shell reads it',
    text => {
      const read = execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`]);
      expect(read.toString()).toBe(text);
    },
  );

  it('makes one word of any text, without a character that a terminal obeys', () => {
    const texts = fc.sample(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.constantFrom(
          '\u0003',
          'a\nrm b\n',
          '\u001b[201~;ls',
          '=ls',
          'a\u202eb',
        ),
      ),
      500,
    );
    const words = texts.map(shellWord);
    words.forEach(word =>
      expect(word).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u),
    );
    const read = execFileSync('sh', [
      '-c',
      `printf '%s\\n' ${words.join(' ')}`,
    ]);
    expect(read.toString().split('\n').slice(0, -1)).toEqual(
      texts.map(escapeControls),
    );
  });
});

describe('kubectl', () => {
  it('takes no name for an option or a command', () => {
    expect(kubectl`describe namespace ${'--all'} -n ${'-A'}`).toBe(
      "kubectl describe namespace '\\u002d-all' -n '\\u002dA'",
    );
    expect(kubectl`edit secret ${'a; id'}/${'b\nc'} --as=${'it is'}`).toBe(
      "kubectl edit secret 'a; id'/'b\\nc' --as='it is'",
    );
  });

  it('writes names of objects as they are', () => {
    expect(kubectl`edit secret ${'a-b.c'} -n ${'shop'}`).toBe(
      'kubectl edit secret a-b.c -n shop',
    );
  });
});
