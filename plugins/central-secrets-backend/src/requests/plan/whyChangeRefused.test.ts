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

  it('is not refused where everything is offered', () => {
    expect(
      whyChangeRefused({ ...PLANNED, unoffered: [] }, ['secrets/*']),
    ).toBeUndefined();
  });
});
