import { LabelChange } from '@central-secrets/backstage-plugin-central-secrets-node';
import { whyChangeRefused } from './whyChangeRefused';

const PLANNED = {
  change: { add: { 'secrets/shared': 'true' }, remove: [] },
  plan: {
    cluster: 'hub',
    namespace: 'shop',
    add: { 'secrets/shared': 'true' },
    remove: [],
    arrives: [],
    leaves: [],
    warnings: [],
  },
};

describe('a change that would bring what is not offered', () => {
  it('names the distributions that may be named, and of the others not even how many there are', () => {
    const refused = (
      ...unoffered: { distribution?: string; reason: string }[]
    ) => whyChangeRefused({ ...PLANNED, unoffered }, ['secrets/*']);
    const hidden = { reason: 'Only for group:default/trading' };
    const one = refused(
      { distribution: 'known', reason: 'Only for a' },
      hidden,
    );
    expect(one).toContain(
      'what cannot be requested here: known (Only for a), a distribution that is not offered to the owners of this component; ask',
    );
    expect(one).not.toContain('trading');
    expect(refused(hidden, hidden, hidden)).toBe(refused(hidden));
  });

  it.each([
    [5, 'a-1 (r), a-2 (r), a-3 (r), a-4 (r), a-5 (r); ask'],
    [6, 'a-1 (r), a-2 (r), a-3 (r), a-4 (r), a-5 (r), …; ask'],
  ])('names five distributions at most, of %d', (count, named) => {
    const unoffered = Array.from({ length: count }, (_, index) => ({
      distribution: `a-${index + 1}`,
      reason: 'r',
    }));
    expect(
      whyChangeRefused({ ...PLANNED, unoffered }, ['secrets/*']),
    ).toContain(`what cannot be requested here: ${named}`);
  });

  it.each([
    [undefined, 'labels of their own'],
    [
      true as const,
      'labels of their own (the selectors are too complex to try every change)',
    ],
  ])('tells the whole change (too complex: %s)', (tooComplex, end) => {
    const change = {
      add: { 'secrets/a': 'true', 'secrets/b': '' },
      remove: ['secrets/c'],
    };
    const unoffered = [{ distribution: 'known', reason: 'r' }];
    expect(
      whyChangeRefused({ ...PLANNED, change, unoffered, tooComplex }, [
        'secrets/*',
      ]),
    ).toBe(
      `The change of labels (secrets/a="true", secrets/b="", secrets/c removed) would also bring to shop what cannot be requested here: known (r); ask the platform team to give these distributions ${end}`,
    );
  });

  it('is not refused where everything is offered', () => {
    expect(
      whyChangeRefused({ ...PLANNED, unoffered: [] }, ['secrets/*']),
    ).toBeUndefined();
  });
});

describe('a change of a label that is not on the allow-list', () => {
  it.each<LabelChange>([
    { add: { 'secrets/a': 'true', team: 'shop' }, remove: [] },
    { add: {}, remove: ['secrets/a', 'team'] },
  ])('is refused by the name of the label (%j)', change => {
    expect(
      whyChangeRefused({ ...PLANNED, change, unoffered: [] }, [
        'secrets/*',
        'flavor',
      ]),
    ).toBe(
      'The label team may not be changed from here; allowed are secrets/*, flavor (centralSecrets.requests.allowedLabels), or ask the platform team to set it',
    );
  });
});
