import { Readable } from 'node:stream';
import { textWithin } from './textWithin';

describe('textWithin', () => {
  const bodyOf = (...chunks: string[]) =>
    Readable.from(chunks.map(chunk => Buffer.from(chunk)));

  it('reads a body to its end, also one cut amid a character', async () => {
    const [head, tail] = [Buffer.from('é').subarray(0, 1), Buffer.from('é')];
    await expect(
      textWithin(Readable.from([head, tail.subarray(1)]), 2, '/x'),
    ).resolves.toBe('é');
    await expect(textWithin(bodyOf(), 0, '/x')).resolves.toBe('');
  });

  it('stops at the limit, and does not ask for what follows', async () => {
    let made = 0;
    const endless = Readable.from(
      (function* chunks() {
        for (;;) {
          made += 1;
          yield Buffer.alloc(1_024);
        }
      })(),
    );
    await expect(textWithin(endless, 4_096, '/apis/x')).rejects.toMatchObject({
      name: 'AnswerTooLargeError',
      path: '/apis/x',
      limitBytes: 4_096,
      message:
        'The answer to /apis/x is larger than 4 KiB, which is the most that is read',
    });
    expect(endless.destroyed).toBe(true);
    expect(made).toBeLessThan(50);
  });

  it('fails as the body does', async () => {
    const body = bodyOf('{');
    const reading = textWithin(body, 10, '/x');
    body.destroy(new Error('read ECONNRESET'));
    await expect(reading).rejects.toThrow('read ECONNRESET');
    const cut = bodyOf('{');
    const another = textWithin(cut, 10, '/x');
    cut.destroy();
    await expect(another).rejects.toThrow('The answer was cut off');
  });
});
