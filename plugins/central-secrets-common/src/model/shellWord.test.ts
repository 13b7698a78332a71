import { execFileSync } from 'node:child_process';
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
});
