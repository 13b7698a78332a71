import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { delivery, deliveryIn } from '../__testUtils__/fixtures';
import { testTranslate } from '../__testUtils__/translate';
import { hopMessage, platformMessage } from './message';
import { messageText } from './messageText';

const t = testTranslate();
const context = { entityRef: 'component:default/shop', link: 'https://b/x' };
const told = (...parameters: Parameters<typeof deliveryIn>) =>
  platformMessage(deliveryIn(...parameters), context, t).split('\n');

describe('the message to the platform team', () => {
  it('tells what, where, since when, why, and what would help', () => {
    const [failure] = deliveryIn('failed').evidence;
    const changes = {
      since: '2026-11-23T13:10:00Z',
      evidence: [
        failure,
        { ...failure, kind: 'Namespace', namespace: null, name: 'shop' },
      ] as never,
    };
    expect(told('failed', 'git', changes)).toEqual([
      'Secret `git` in namespace `backstage` of cluster `hub`: Failed since 2026-11-23 13:10 UTC',
      'The source secret github-pat has no key token.',
      'Distribution: `git`',
      'Evidence:',
      '- ExternalSecret backstage/git-credentials, event UpdateFailed: key token does not exist in secret github-pat',
      '- Namespace shop, event UpdateFailed: key token does not exist in secret github-pat',
      'Fix: Add the key token to the source secret github-pat, or correct remoteRef.property in ClusterExternalSecret git-credentials. The operator retries within 7 minutes.',
      '`kubectl -n central-secret-store edit secret github-pat`',
      'For: component:default/shop',
      'https://b/x',
    ]);
  });

  it('leaves out the lines of which nothing is known', () => {
    const changes = { since: null, distribution: null };
    expect(told('pending', 'git', changes)).toEqual([
      'Secret `git` in namespace `backstage` of cluster `hub`: Pending',
      'The operator has not tried to sync it yet.',
      expect.stringMatching(/^Fix: /),
      'For: component:default/shop',
      'https://b/x',
    ]);
  });
});

describe('the message about a hop of a chain', () => {
  it('names the hop, its path and the evidence, and leads to the page', () => {
    const hop = deliveryIn('failed', 'git', { since: '2026-11-23T13:10:00Z' });
    const text = hopMessage(
      hop,
      {
        name: 'PushSecret platform-data/postgres',
        path: 'platform-data/postgres/temporal',
        cluster: 'hub',
        link: 'https://b/x',
      },
      t,
    );
    const lines = text.split('\n');
    expect(lines[0]).toBe(
      '`PushSecret platform-data/postgres` on the path `platform-data/postgres/temporal` of cluster `hub`: Failed since 2026-11-23 13:10 UTC',
    );
    expect(lines).toContain('Evidence:');
    expect(lines.at(-1)).toBe('https://b/x');
  });
});

describe('a message of the backend as text', () => {
  it('ends with a full stop', () => {
    expect(messageText(delivery('git').summary, t)).toBe(
      'The Secret git is up to date.',
    );
  });

  it('is shown as it is named, where a newer backend sends it', () => {
    const newer = { code: 'new-code', parameters: { secret: 'git' } };
    expect(messageText(newer, t)).toBe('new-code (secret: git).');
  });

  it('tells the reason within it as a message', () => {
    const because = message('not-self-service');
    expect(
      messageText(
        {
          code: 'not-offered-again',
          parameters: { distribution: 'git', because },
        },
        t,
      ),
    ).toBe(
      'git cannot be requested again here: Not self-service: the platform team gives it out.',
    );
  });

  it('takes a reason that is no text for the parameter that it is', () => {
    expect(
      messageText(
        {
          code: 'not-offered-again',
          parameters: { distribution: 'git', because: 3 },
        },
        t,
      ),
    ).toBe('git cannot be requested again here: 3.');
  });

  it.each([
    [{ names: ['a', 'b'] }, 'a, b'],
    [{ names: ['a', 'b'], more: 3 }, 'a, b and 3 more'],
  ])('tells of a list what is left out (%j)', (names, text) => {
    const shared = { secret: 's', distribution: 'd', detail: 'distributions' };
    expect(
      messageText(
        { code: 'secret-shared', parameters: { ...shared, ...names } },
        t,
      ),
    ).toBe(
      `The Secret s of d is written by the distributions ${text} too: only one of them can have it.`,
    );
  });

  it('tells of several reasons each one as a sentence part', () => {
    const reasons = [
      message('selects-by-name'),
      message('selector-contradictory', { label: 'a' }),
    ];
    const [first, second] = reasons.map(reason =>
      messageText(reason, t).replace(/\.$/, ''),
    );
    expect(messageText(message('several-reasons', { reasons }), t)).toContain(
      `${first}; ${second}`,
    );
  });

  it.each([
    [1, 'A pod still uses the previous value: it started'],
    [2, '2 pods still use the previous value: they started'],
  ])('chooses the plural by the number (%d)', (count, text) => {
    expect(
      messageText(message('old-value-in-pods', { count, names: ['a'] }), t),
    ).toContain(text);
  });

  it('writes a time so that it means the same to every reader', () => {
    const at = '2026-11-23T13:02:00Z';
    const inPlace = (when: string) =>
      messageText(
        message('earlier-copy-in-place', { secret: 'git', at: when }),
        t,
      );
    expect(inPlace(at)).toContain('2026-11-23 13:02 UTC');
    expect(inPlace('once')).toContain('once');
  });

  it('takes only the parameter at for a time', () => {
    const name = '2026-11-23';
    expect(messageText(message('name-taken', { name }), t)).toBe(
      'Another ExternalSecret in the namespace already has the name 2026-11-23.',
    );
  });
});
