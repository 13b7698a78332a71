import type { Message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Sentence } from './Sentence';
import { ServerTimeProvider } from './ServerTime';

async function textOf(told: Message): Promise<string | null> {
  const now = Date.parse('2026-11-23T05:04:00Z');
  await renderInTestApp(
    <ServerTimeProvider answeredAt={now} receivedAt={Date.now()}>
      <p data-testid="text">
        <Sentence message={told} />
      </p>
    </ServerTimeProvider>,
  );
  return screen.getByTestId('text').textContent;
}

describe('Sentence', () => {
  it('tells a time as the distance from now, and exactly on hover', async () => {
    expect(
      await textOf(
        message('earlier-copy-in-place', {
          secret: 'oauth',
          at: '2026-11-23T05:00:00Z',
        }),
      ),
    ).toBe(
      'The Secret oauth was last written 4 min ago and may have been removed since.',
    );
    const time = screen.getByText('4 min ago');
    expect(time).toHaveAttribute('datetime', '2026-11-23T05:00:00.000Z');
    expect(time.title).toContain('2026');
  });

  it('leaves what is not a time as it is', async () => {
    expect(
      await textOf(
        message('earlier-copy-in-place', {
          secret: '2026-11-23T05:00:00Z',
          at: '2026-99-23T05:00:00Z',
        }),
      ),
    ).toBe(
      'The Secret 2026-11-23T05:00:00Z was last written 2026-99-23T05:00:00Z and may have been removed since.',
    );
  });

  it('names some of many, and how many more there are', async () => {
    expect(
      await textOf(
        message('contested', {
          secret: 'oauth',
          names: ['ExternalSecret a', 'ExternalSecret b'],
          more: 3,
        }),
      ),
    ).toBe(
      'Other ExternalSecrets also write the Secret oauth: ExternalSecret a, ExternalSecret b and 3 more.',
    );
  });

  it('tells the reason within another sentence, with its time', async () => {
    expect(
      await textOf(
        message('conflicts-unknown', {
          because: message('kind-outdated', {
            kind: 'externalsecrets',
            cluster: 'hub',
            at: '2026-11-23T05:00:00.000Z',
          }),
        }),
      ),
    ).toBe(
      'Not every conflict could be looked for: externalsecrets of cluster hub are not known now (last observed 4 min ago).',
    );
  });

  it('separates the sentences of a list, and says how many more there are', async () => {
    expect(
      await textOf(
        message('brings-unoffered', {
          labels: 'secrets/shared=true',
          namespace: 'shop',
          distributions: ['a', 'b'].map(distribution =>
            message('unoffered', {
              distribution,
              because: message('kind-outdated', {
                kind: 'externalsecrets',
                cluster: 'hub',
                at: '2026-11-23T05:00:00.000Z',
              }),
            }),
          ),
          more: 4,
        }),
      ),
    ).toMatch(
      /requested here: a \(externalsecrets .* \(last observed (.*)\)\); b \(externalsecrets .* \(last observed \1\)\) and 4 more\. Ask/,
    );
  });

  it('shows text of others as it is, whatever it looks like', async () => {
    const source = '$t(tab.retry) {{cluster}} <b>$1';
    expect(await textOf(message('source-missing', { source }))).toBe(
      `The source secret ${source} does not exist.`,
    );
  });

  it('shows a message of a newer backend as it is named', async () => {
    expect(
      await textOf({
        code: 'new-code',
        parameters: { secret: 'oauth', detail: 'new' },
      }),
    ).toBe('new-code (secret: oauth; detail: new).');
  });
});
