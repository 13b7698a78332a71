import { Entity } from '@backstage/catalog-model';
import { namespace as rawNamespace } from '../testUtils';
import {
  confirmBinding,
  confirmCommand,
  entityBindingCandidates,
} from './bindings';
import { parseNamespace } from './parse';

function component(
  annotations: Record<string, string>,
  rest: Partial<Entity> & { name?: string; namespace?: string } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: rest.kind ?? 'Component',
    metadata: {
      name: rest.name ?? 'shop',
      ...(rest.namespace ? { namespace: rest.namespace } : {}),
      annotations,
    },
  };
}

const namespace = (
  labels: Record<string, string> = {},
  annotations: Record<string, string> = {},
) =>
  parseNamespace(
    rawNamespace('shop-prod', { metadata: { labels, annotations } }),
  );

const names = { 'backstage.io/kubernetes-namespace': 'shop-prod' };
const owners = ['group:default/trading'];
const confirm = (
  entity: Entity,
  of: ReturnType<typeof namespace>,
  ownerLabels: string[] = [],
) => confirmBinding(entity, owners, of, { ownerLabels });

describe('entityBindingCandidates', () => {
  it('reads the namespaces, the id and the cluster that an entity names', () => {
    expect(
      entityBindingCandidates(
        component({
          'backstage.io/kubernetes-namespace': 'shop-prod, shop-test,shop-prod',
          'backstage.io/kubernetes-id': 'shop',
          'backstage.io/kubernetes-cluster': 'hub',
        }),
      ),
    ).toEqual({
      namespaces: ['shop-prod', 'shop-test'],
      kubernetesId: 'shop',
      cluster: 'hub',
    });
  });

  it('finds nothing in an entity without annotations', () => {
    expect(
      entityBindingCandidates({
        apiVersion: 'v1',
        kind: 'Component',
        metadata: { name: 'x' },
      }),
    ).toEqual({ namespaces: [] });
  });
});

describe('confirmBinding', () => {
  it('is confirmed by the annotation that names the entity', () => {
    expect(
      confirm(
        component(names),
        namespace(
          {},
          { 'central-secrets/entity-ref': 'component:default/shop' },
        ),
      ),
    ).toBe('annotation central-secrets/entity-ref=component:default/shop');
  });

  it.each(['group:default/trading', 'trading'])(
    'is confirmed by the annotation that names the owner as %s',
    owner => {
      expect(
        confirm(
          component(names),
          namespace({}, { 'central-secrets/owner': owner }),
        ),
      ).toBe(`annotation central-secrets/owner=${owner}`);
    },
  );

  it('is confirmed by the id label that equals the name of a component in namespace default', () => {
    expect(
      confirm(
        component(names),
        namespace({ 'backstage.io/kubernetes-id': 'shop' }),
      ),
    ).toBe('label backstage.io/kubernetes-id=shop');
  });

  it('lets the entity name the namespace by the id alone', () => {
    expect(
      confirm(
        component({ 'backstage.io/kubernetes-id': 'shop' }),
        namespace({ 'backstage.io/kubernetes-id': 'shop' }),
      ),
    ).toBe('label backstage.io/kubernetes-id=shop');
  });

  it('is confirmed by an owner label of the platform, when it is told of it', () => {
    const labelled = namespace({ team: 'trading' });
    expect(confirm(component(names), labelled, ['owner', 'team'])).toBe(
      'label team=trading',
    );
    expect(confirm(component(names), labelled)).toBeUndefined();
  });

  it.each<[string, Entity, ReturnType<typeof namespace>]>([
    ['nothing on the namespace', component(names), namespace()],
    [
      'an entity that does not name the namespace',
      component({}),
      namespace(
        { 'backstage.io/kubernetes-id': 'shop' },
        { 'central-secrets/entity-ref': 'component:default/shop' },
      ),
    ],
    [
      'an id annotation that claims somebody else’s label',
      component({ ...names, 'backstage.io/kubernetes-id': 'argocd' }),
      namespace({ 'backstage.io/kubernetes-id': 'argocd' }),
    ],
    [
      'an id label, for a component of another catalog namespace',
      component(names, { namespace: 'other' }),
      namespace({ 'backstage.io/kubernetes-id': 'shop' }),
    ],
    [
      'an id label, for an entity of another kind',
      component(names, { kind: 'Resource' }),
      namespace({ 'backstage.io/kubernetes-id': 'shop' }),
    ],
    [
      'an annotation that names another entity',
      component(names),
      namespace({}, { 'central-secrets/entity-ref': 'component:other/shop' }),
    ],
    [
      'an annotation that names an entity without its kind',
      component(names),
      namespace({}, { 'central-secrets/entity-ref': 'shop' }),
    ],
    [
      'an annotation that names another owner',
      component(names),
      namespace({}, { 'central-secrets/owner': 'group:default/others' }),
    ],
  ])('is not confirmed by %s', (_, entity, of) => {
    expect(confirm(entity, of)).toBeUndefined();
  });

  it('takes no group of another catalog namespace for the one the label names', () => {
    expect(
      confirmBinding(
        component(names),
        ['group:elsewhere/trading', 'user:default/trading'],
        namespace({ team: 'trading' }),
        {
          ownerLabels: ['team'],
        },
      ),
    ).toBeUndefined();
  });
});

describe('confirmCommand', () => {
  it('annotates the namespace, and takes it from nobody', () => {
    expect(confirmCommand('component:default/shop', 'shop-prod')).toBe(
      'kubectl annotate namespace shop-prod central-secrets/entity-ref=component:default/shop',
    );
  });
});
