import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Entity } from '@backstage/catalog-model';
import { FoundBinding } from '../bindings';
import { FakeClusterInventory } from '../__testUtils__';
import { parseNamespace } from '@central-secrets/backstage-plugin-central-secrets-node';
import { namespace } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { chooseBinding } from './chooseBinding';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop' },
};

function binding(
  clusterName: string,
  name: string,
  change: Partial<FoundBinding> = {},
): FoundBinding {
  return {
    clusterName,
    cluster: new FakeClusterInventory({ name: clusterName, observedAt: 0 }),
    namespace: name,
    record: parseNamespace(namespace(name)),
    exists: true,
    observed: true,
    confirmedBy: message('confirmed-by-label', {
      key: 'backstage.io/kubernetes-id',
      value: 'shop',
    }),
    confirmWith: `kubectl annotate namespace ${name} central-secrets/entity-ref=component:default/shop`,
    ...change,
  };
}

const unconfirmed = { confirmedBy: undefined };
const missing = { ...unconfirmed, record: undefined, exists: false };
const unknown = { ...missing, exists: null, observed: false };

describe('chooseBinding', () => {
  it('takes the only one', () => {
    const only = binding('hub', 'shop');
    expect(chooseBinding(entity, [only], {})).toBe(only);
  });

  it('takes the only one that is confirmed', () => {
    const confirmed = binding('hub', 'shop');
    expect(
      chooseBinding(entity, [binding('edge', 'shop', missing), confirmed], {}),
    ).toBe(confirmed);
  });

  it('takes the one that was asked for', () => {
    const wanted = binding('hub', 'shop-web');
    expect(
      chooseBinding(entity, [binding('hub', 'shop'), wanted], {
        namespace: 'shop-web',
      }),
    ).toBe(wanted);
  });

  it('asks which one where there are several', () => {
    expect(() =>
      chooseBinding(
        entity,
        [binding('hub', 'shop'), binding('edge', 'shop')],
        {},
      ),
    ).toThrow(
      'cluster, namespace: component:default/shop is bound to several namespaces; say which one: hub/shop, edge/shop',
    );
  });

  it('names what it could have been', () => {
    expect(() =>
      chooseBinding(entity, [binding('hub', 'shop')], { namespace: 'argocd' }),
    ).toThrow(
      'namespace: argocd is not bound to component:default/shop; it is bound to hub/shop',
    );
  });

  it('says what an entity without a namespace needs', () => {
    expect(() => chooseBinding(entity, [], {})).toThrow(
      /give it the annotation backstage.io\/kubernetes-namespace/,
    );
  });

  it.each([
    [
      'forbids an unconfirmed one, and says how to confirm it',
      unconfirmed,
      'NotAllowedError',
      /kubectl annotate namespace shop central-secrets\/entity-ref=component:default\/shop/,
    ],
    [
      'says of one that is not there the same, and that it may have to be created',
      missing,
      'NotAllowedError',
      /hub\/shop does not confirm .*, or does not exist\..*kubectl annotate namespace shop .*create it/,
    ],
    [
      'names the configuration where no command could confirm it',
      { ...unconfirmed, confirmWith: undefined },
      'NotAllowedError',
      /in one of the ways that centralSecrets\.bindings\.confirmBy and ownerLabels list/,
    ],
    [
      'waits for a cluster that is not known',
      unknown,
      'ServiceUnavailableError',
      /hub are not known now/,
    ],
    [
      'says that the cluster is not configured',
      { ...unknown, cluster: undefined },
      'InputError',
      /cluster: hub is not a cluster that this plugin knows/,
    ],
  ])('%s', (_case, change, name, text) => {
    const choose = () =>
      chooseBinding(entity, [binding('hub', 'shop', change)], {});
    expect(choose).toThrow(text);
    expect(choose).toThrow(expect.objectContaining({ name }));
  });

  it('waits as long as one of those meant may be confirmed in a cluster that is not known', () => {
    const meant = [
      binding('hub', 'shop', unconfirmed),
      binding('edge', 'shop', unknown),
    ];
    expect(() => chooseBinding(entity, meant, {})).toThrow(
      /^The namespaces of edge are not known now/,
    );
  });

  it('names a few of many', () => {
    const meant = Array.from({ length: 1_000 }, (_, at) =>
      binding('hub', `shop-${at}`, unconfirmed),
    );
    const refuse = () => chooseBinding(entity, meant, {});
    expect(refuse).toThrow(/hub\/shop-4 and 995 more does not confirm/);
    expect(refuse).not.toThrow(/shop-10\b/);
  });
});
