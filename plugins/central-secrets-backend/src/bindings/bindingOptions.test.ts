import { ConfigReader } from '@backstage/config';
import { readBindingOptions } from './bindingOptions';

const config = (centralSecrets: object) =>
  new ConfigReader({ centralSecrets } as never);

describe('readBindingOptions', () => {
  it('demands confirmation unless it is told otherwise', () => {
    expect(readBindingOptions(config({}))).toEqual({
      read: 'confirmed',
      ownerLabels: [],
    });
    expect(
      readBindingOptions(
        config({ bindings: { read: 'catalog', ownerLabels: ['team'] } }),
      ),
    ).toEqual({ read: 'catalog', ownerLabels: ['team'] });
  });

  it('names the key, the value and what is accepted', () => {
    expect(() =>
      readBindingOptions(config({ bindings: { read: 'everything' } })),
    ).toThrow(
      'Configuration centralSecrets.bindings.read: "everything" is not known; use confirmed or catalog',
    );
  });
});

describe('centralSecrets.bindings.confirmBy', () => {
  const read = (bindings: object) => readBindingOptions(config({ bindings }));

  it('names the ways that count', () => {
    expect(read({ confirmBy: ['owner', 'entity-ref'] }).confirmBy).toEqual([
      'owner',
      'entity-ref',
    ]);
    expect(read({ confirmBy: [], ownerLabels: ['team'] }).confirmBy).toEqual(
      [],
    );
  });

  it('refuses a way that there is not', () => {
    expect(() => read({ confirmBy: ['kubernetes-id', 'label'] })).toThrow(
      'Configuration centralSecrets.bindings.confirmBy: "label" is not known; use entity-ref, owner, kubernetes-id',
    );
  });

  it('refuses what would leave no way at all', () => {
    expect(() => read({ confirmBy: [] })).toThrow(
      /confirmBy: with an empty list and no ownerLabels nothing could confirm a binding; use /,
    );
  });
});
