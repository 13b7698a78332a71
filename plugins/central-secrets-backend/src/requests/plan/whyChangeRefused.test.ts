import {
  message,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { LabelChange } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Unoffered } from './plan';
import { whyChangeRefused } from './whyChangeRefused';

const ALLOWED = ['secrets/*'];

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
    const refused = (...unoffered: Unoffered[]) => {
      const refusal = whyChangeRefused({ ...PLANNED, unoffered }, ALLOWED);
      return refusal && renderMessage(refusal);
    };
    const because = message('other-owners', { owners: ['a'] });
    const named = (distribution: string) => ({ distribution, reason: because });
    const hidden = {
      reason: message('other-owners', { owners: ['group:default/trading'] }),
    };
    const one = refused(named('known'), hidden);
    expect(one).toBe(
      'The change of labels (secrets/shared=true) would also bring to shop distributions that cannot be requested here: known (Only for a); a distribution that is not offered to the owners of this component. Ask the platform team to give these distributions labels of their own',
    );
    expect(refused(hidden, hidden, hidden)).toBe(refused(hidden));
    expect(refused(hidden)).toContain(
      'would also bring to shop a distribution that is not offered to the owners of this component. Ask',
    );
    expect(
      refused(...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(named)),
    ).toContain(
      'requested here: a (Only for a); b (Only for a); c (Only for a); d (Only for a); e (Only for a) and 2 more. Ask',
    );
  });

  it('says where not every change was tried, and how labels change', () => {
    const refusal = whyChangeRefused(
      {
        ...PLANNED,
        change: { add: {}, remove: ['secrets/shared', 'secrets/other'] },
        unoffered: [{ distribution: 'b', reason: message('owners-empty') }],
        tooComplex: true,
      },
      ALLOWED,
    );
    expect(refusal && renderMessage(refusal)).toMatch(
      /^The change of labels \(secrets\/shared-, secrets\/other-\) .* b \(Its list of allowed owners is empty\)\. .* \(the selectors are too complex to try every change\)$/,
    );
  });

  it('names a label that may not be changed, and those that may', () => {
    expect(
      whyChangeRefused({ ...PLANNED, unoffered: [] }, ['team/*', 'own/x']),
    ).toEqual({
      code: 'label-not-allowed',
      parameters: { label: 'secrets/shared', allowed: ['team/*', 'own/x'] },
    });
  });

  it.each([
    [5, undefined, 'a-4 (r); a-5 (r). Ask'],
    [6, 1, 'a-4 (r); a-5 (r) and 1 more. Ask'],
  ])('names five distributions at most, of %d', (count, more, named) => {
    const unoffered = Array.from({ length: count }, (_, index) => ({
      distribution: `a-${index + 1}`,
      reason: message('no-answer', { problem: 'r' }),
    })) as unknown as Unoffered[];
    const refusal = whyChangeRefused({ ...PLANNED, unoffered }, ALLOWED);
    expect(refusal && renderMessage(refusal)).toContain(named);
    expect(refusal?.parameters?.more).toBe(more);
  });

  it('is not refused where everything is offered', () => {
    expect(
      whyChangeRefused({ ...PLANNED, unoffered: [] }, ALLOWED),
    ).toBeUndefined();
  });
});

describe('a change of a label that is not on the allow-list', () => {
  it.each<LabelChange>([
    { add: { 'secrets/a': 'true', team: 'shop' }, remove: [] },
    { add: {}, remove: ['secrets/a', 'team'] },
  ])('is refused by the name of the label (%j)', change => {
    const refusal = whyChangeRefused({ ...PLANNED, change, unoffered: [] }, [
      'secrets/*',
      'flavor',
    ]);
    expect(refusal && renderMessage(refusal)).toBe(
      'The label team may not be changed from here; allowed are secrets/*, flavor (centralSecrets.requests.allowedLabels), or ask the platform team to set it',
    );
  });
});
