import { childOf, distribution, externalSecret } from '../../testUtils';
import { derive, evidenceOf, oauth, silent } from '../__testUtils__/derive';

const SELECTORS =
  'ClusterExternalSecret oauth: spec.namespaceSelectors = secrets/oauth=true';

describe('not-requested', () => {
  it('names the label that requests the distribution', () => {
    const derived = derive([silent, oauth]);
    expect(derived).toMatchObject({
      state: 'not-requested',
      remedy: {
        by: 'developer',
        text: 'Request it if the component needs it: label secrets/oauth=true',
      },
    });
    expect(evidenceOf(derived)).toEqual([SELECTORS]);
  });

  it('refers to the platform team where no label can request it', () => {
    const unselectable = distribution('oauth', {
      spec: { namespaceSelectors: [] },
    });
    expect(derive([silent, unselectable]).remedy).toMatchObject({
      by: 'developer',
      text: 'Ask the platform team if the component needs it: no label requests it',
    });
  });

  it.each([
    [
      'a team’s own ExternalSecret',
      externalSecret('oauth', 'app'),
      'none: declared by itself',
    ],
    [
      'another distribution’s copy',
      childOf(
        distribution('other', { spec: { externalSecretName: 'oauth' } }),
        'app',
      ),
      'ClusterExternalSecret other',
    ],
  ])('shows %s that has the name', (_, foreign, owner) => {
    const derived = derive([silent, oauth, foreign]);
    expect(derived.state).toBe('not-requested');
    expect(evidenceOf(derived)).toEqual([
      SELECTORS,
      `ExternalSecret oauth: metadata.ownerReferences = ${owner}`,
    ]);
  });
});
