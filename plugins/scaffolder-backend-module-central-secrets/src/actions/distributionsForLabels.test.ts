import { delivery } from '../__testUtils__/answers';
import { distributionsForLabels } from './distributionsForLabels';

const registry = delivery();
const oauth = delivery({
  distribution: 'github-oauth-credentials',
  requestLabels: { 'secrets/gh-oauth-credentials': 'true' },
});
const twoLabels = delivery({
  distribution: 'restricted',
  requestLabels: { 'secrets/restricted': 'true', 'secrets/tier': 'gold' },
});
const declared = delivery({
  origin: 'declared',
  distribution: null,
  requestLabels: {},
});

describe('distributionsForLabels', () => {
  it('finds the distribution that a label asks for', () => {
    expect(
      distributionsForLabels({ 'secrets/gh-oauth-credentials': 'true' }, [
        declared,
        registry,
        oauth,
      ]),
    ).toEqual(['github-oauth-credentials']);
  });

  it('finds every distribution that one label asks for, each once', () => {
    expect(
      distributionsForLabels({ 'secrets/gh-docker-registry': 'true' }, [
        registry,
        { ...registry, namespace: 'other' },
        delivery({ distribution: 'kargo-docker-registry' }),
      ]),
    ).toEqual(['application-docker-registry', 'kargo-docker-registry']);
  });

  it('takes a distribution with two labels only when both are given', () => {
    expect(
      distributionsForLabels(
        { 'secrets/restricted': 'true', 'secrets/tier': 'gold' },
        [twoLabels],
      ),
    ).toEqual(['restricted']);
    expect(() =>
      distributionsForLabels({ 'secrets/restricted': 'true' }, [twoLabels]),
    ).toThrow(
      'labels: no distribution is asked for by secrets/restricted=true. The labels that ask for one here are: secrets/restricted=true and secrets/tier=gold',
    );
  });

  it('names the label that asks for nothing, and the labels that would', () => {
    expect(() =>
      distributionsForLabels(
        {
          'secrets/gh-docker-registry': 'true',
          'secrets/gh-oauth-credentials': 'yes',
        },
        [registry, oauth],
      ),
    ).toThrow(
      'labels: no distribution is asked for by secrets/gh-oauth-credentials=yes. The labels that ask for one here are: secrets/gh-docker-registry=true, secrets/gh-oauth-credentials=true',
    );
  });

  it('never takes a distribution that no label asks for', () => {
    const everywhere = delivery({ distribution: 'all', requestLabels: {} });
    expect(
      distributionsForLabels({ 'secrets/gh-docker-registry': 'true' }, [
        everywhere,
        registry,
      ]),
    ).toEqual(['application-docker-registry']);
  });

  it.each([
    [20, /secrets\/label-10=true, .*secrets\/label-29=true$/],
    [30, /secrets\/label-10=true, .*secrets\/label-29=true, …$/],
  ])('lists at most twenty of %d labels, sorted', (count, text) => {
    const many = Array.from({ length: count }, (_, index) =>
      delivery({
        distribution: `distribution-${index}`,
        requestLabels: { [`secrets/label-${10 + index}`]: 'true' },
      }),
    ).reverse();

    expect(() => distributionsForLabels({ other: 'true' }, many)).toThrow(text);
  });

  it('says so where labels can ask for nothing at all', () => {
    expect(() =>
      distributionsForLabels({ 'secrets/any': 'true' }, [declared]),
    ).toThrow('No distribution can be asked for by labels here');
  });
});
