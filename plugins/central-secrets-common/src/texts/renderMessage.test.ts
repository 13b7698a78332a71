import { message, messageKey } from './message';
import { renderMessage } from './renderMessage';

describe('renderMessage', () => {
  it('puts the parameters into the text of the code', () => {
    expect(
      renderMessage(
        message('store-denies', { store: 'hub', namespace: 'app' }),
      ),
    ).toBe('The store hub does not allow namespace app');
  });

  it('takes the wording that the detail names', () => {
    const told = message('right-missing.everywhere', {
      user: 'reader',
      verb: 'list',
      resource: 'namespaces',
    });
    expect(told.code).toBe('right-missing');
    expect(renderMessage(told)).toBe(
      'reader may not list namespaces in the whole cluster',
    );
  });

  it('names the entries of a list, and how many more there are', () => {
    const names = ['a', 'b'];
    expect(renderMessage(message('contested', { secret: 's', names }))).toMatch(
      /: a, b$/,
    );
    expect(
      renderMessage(message('contested', { secret: 's', names, more: 7 })),
    ).toMatch(/: a, b and 7 more$/);
  });

  it.each([
    [
      1,
      'A pod still uses the previous value: it started before the Secret was last written at 2026-',
    ],
    [
      2,
      '2 pods still use the previous value: they started before the Secret was last written at 2026-',
    ],
  ])('says a time, and the plural of %d', (count, beginning) => {
    const told = message('old-value-in-pods.since', {
      count,
      names: ['Deployment web'],
      at: '2026-11-23T05:00:00Z',
    });
    expect(renderMessage(told).slice(0, beginning.length)).toBe(beginning);
  });

  it('takes no text of a parameter for a placeholder or a pattern', () => {
    const source = '{{source}} $& $1 {{namespace}}';
    expect(renderMessage(message('source-missing', { source }))).toBe(
      `The source secret ${source} does not exist`,
    );
  });

  it.each([
    [{ code: 'new', parameters: {} }, 'new'],
    [
      { code: 'new', parameters: { names: ['a', 'b'], detail: 'd', count: 2 } },
      'new (names: a, b; detail: d; count: 2)',
    ],
    [
      { code: 'source-missing', parameters: { detail: 'new', source: 's' } },
      'source-missing (detail: new; source: s)',
    ],
    [{ code: 'constructor', parameters: {} }, 'constructor'],
  ])('shows %j of a newer backend as it is named', (told, text) => {
    expect(messageKey(told)).toBeUndefined();
    expect(renderMessage(told)).toBe(text);
  });

  it('says the reason that another text gives', () => {
    const told = message('not-offered-again', {
      distribution: 'oauth',
      because: message('other-owners', { owners: ['trading'], more: 2 }),
    });
    expect(told).toEqual({
      code: 'not-offered-again',
      parameters: {
        distribution: 'oauth',
        because: {
          code: 'other-owners',
          parameters: { owners: ['trading'], more: 2 },
        },
      },
    });
    expect(renderMessage(told)).toBe(
      'oauth cannot be requested again here: Only for trading and 2 more',
    );
  });

  it('shows the reason of a newer backend as it is named', () => {
    const because = { code: 'new', parameters: { kind: 'pods' } };
    expect(renderMessage(message('conflicts-unknown', { because }))).toBe(
      'Not every conflict could be looked for: new (kind: pods)',
    );
    expect(renderMessage({ code: 'newer', parameters: { because } })).toBe(
      'newer (because: new (kind: pods))',
    );
  });

  it('separates the sentences of a list, and says how many more there are', () => {
    const reasons = [
      message('selects-by-name'),
      message('selector-contradictory', { label: 'team' }),
    ];
    const told =
      'It selects namespaces by their name, which no label changes; Its requirements for the label team contradict each other';
    expect(renderMessage(message('several-reasons', { reasons }))).toBe(told);
    expect(
      renderMessage(message('several-reasons', { reasons, more: 3 })),
    ).toBe(`${told} and 3 more`);
  });

  it('leaves the place of a missing parameter', () => {
    expect(renderMessage({ code: 'source-missing', parameters: {} })).toBe(
      'The source secret {{source}} does not exist',
    );
  });
});
