import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Sentence } from './Sentence';
import { ServerTimeProvider } from './ServerTime';

async function textOf(text: string): Promise<string | null> {
  const now = Date.parse('2026-11-23T05:04:00Z');
  await renderInTestApp(
    <ServerTimeProvider answeredAt={now} receivedAt={Date.now()}>
      <p data-testid="text">
        <Sentence text={text} />
      </p>
    </ServerTimeProvider>,
  );
  return screen.getByTestId('text').textContent;
}

describe('Sentence', () => {
  it('tells a time as the distance from now, and exactly on hover', async () => {
    expect(
      await textOf(
        'The Secret oauth was last written at 2026-11-23T05:00:00Z and may have been removed since',
      ),
    ).toBe(
      'The Secret oauth was last written 4 min ago and may have been removed since.',
    );
    const time = screen.getByText('4 min ago');
    expect(time).toHaveAttribute('datetime', '2026-11-23T05:00:00.000Z');
    expect(time.title).toContain('2026');
  });

  it('leaves everything else as it is, also what only looks like a time', async () => {
    expect(await textOf('Not before 2026-99-23T05:00:00Z, look at it!')).toBe(
      'Not before 2026-99-23T05:00:00Z, look at it!',
    );
  });
});
