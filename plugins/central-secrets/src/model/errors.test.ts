import { ResponseError } from '@backstage/errors';
import { errorText, forgets, statusOf } from './errors';

async function answered(status: number, message = 'Not yours') {
  const body = JSON.stringify({
    error: { name: 'SomeError', message },
    response: { statusCode: status },
  });
  return ResponseError.fromResponse(
    Object.assign(
      new Response(body, {
        status,
        headers: { 'content-type': 'application/json' },
      }),
      {},
    ),
  );
}

describe('an error of the backend', () => {
  it.each([
    [401, true],
    [403, true],
    [404, true],
    [400, false],
    [500, false],
  ])('of status %d lets the page forget its answer: %s', async (status, is) => {
    const error = await answered(status);
    expect(statusOf(error)).toBe(status);
    expect(forgets(error)).toBe(is);
  });

  it('is told in the words of the backend', async () => {
    expect(errorText(await answered(403, 'Not your component'))).toBe(
      'Not your component',
    );
  });

  it('is told by its own message, where the backend did not answer', () => {
    const error = new TypeError('Failed to fetch');
    expect(errorText(error)).toBe('Failed to fetch');
    expect(statusOf(error)).toBeUndefined();
    expect(forgets(error)).toBe(false);
  });
});
