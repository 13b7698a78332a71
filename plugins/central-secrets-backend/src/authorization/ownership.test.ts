import { Entity } from '@backstage/catalog-model';
import { ownersOf, sharedOwners } from './ownership';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop' },
  spec: { owner: 'group:default/written-in-the-file' },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/Shop-Team' },
    { type: 'ownedBy', targetRef: 'user:default/jane' },
    { type: 'partOf', targetRef: 'system:default/shops' },
  ],
};

describe('ownersOf', () => {
  it('believes the catalog’s relations, and not what the file says', () => {
    expect(ownersOf(entity)).toEqual([
      'group:default/shop-team',
      'user:default/jane',
    ]);
  });

  it('knows that nobody owns an entity without relations', () => {
    expect(ownersOf({ ...entity, relations: undefined })).toEqual([]);
  });
});

describe('sharedOwners', () => {
  it('finds the owners that a user is, or belongs to, however they are written', () => {
    expect(
      sharedOwners(ownersOf(entity), [
        'user:default/omar',
        'Group:default/Shop-Team',
      ]),
    ).toEqual(['group:default/shop-team']);
  });

  it('finds nobody where nothing is shared', () => {
    expect(sharedOwners(ownersOf(entity), ['group:other/shop-team'])).toEqual(
      [],
    );
  });
});
