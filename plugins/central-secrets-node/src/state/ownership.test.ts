import { findOwningDistribution, isOwnedBy } from './ownership';

const OWNER = { kind: 'ClusterExternalSecret', name: 'registry', uid: 'new' };

describe('the owner of a copy', () => {
  it('is the ClusterExternalSecret that its owner reference names', () => {
    expect(findOwningDistribution({ owner: OWNER })).toBe('registry');
    expect(isOwnedBy({ owner: OWNER }, { name: 'registry' })).toBe(true);
    expect(isOwnedBy({ owner: OWNER }, { name: 'other' })).toBe(false);
  });

  it('is the distribution of that name, also when it was made again', () => {
    const former = { owner: { ...OWNER, uid: 'former' } };
    expect(isOwnedBy(former, { name: 'registry' })).toBe(true);
  });

  it('is no distribution where a team declared it, or another controller made it', () => {
    const foreign = { owner: { ...OWNER, kind: 'Application' } };
    expect(findOwningDistribution({})).toBeUndefined();
    expect(findOwningDistribution(foreign)).toBeUndefined();
    expect(isOwnedBy({}, { name: 'registry' })).toBe(false);
    expect(isOwnedBy(foreign, { name: 'registry' })).toBe(false);
  });
});
