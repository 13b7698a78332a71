import {
  Message,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { namespace as rawNamespace } from '../testUtils';
import {
  commandToConfirm,
  confirmBinding,
  confirmCommand,
  ConfirmationWay,
  CONFIRMATION_WAYS,
  entityBindingCandidates,
} from './bindings';
import { parseNamespace } from '../records';

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
/** The evidence as a person reads it. */
const textOf = (evidence: Message | undefined) =>
  evidence && renderMessage(evidence);
const confirm = (
  entity: Entity,
  of: ReturnType<typeof namespace>,
  ownerLabels: string[] = [],
) => textOf(confirmBinding(entity, owners, of, { ownerLabels }));

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

  it('ignores spaces around what it names, and what is empty', () => {
    const read = (id: string, cluster: string, list: string) =>
      entityBindingCandidates(
        component({
          'backstage.io/kubernetes-namespace': list,
          'backstage.io/kubernetes-id': id,
          'backstage.io/kubernetes-cluster': cluster,
        }),
      );
    expect(read(' shop ', ' hub ', ' , shop-prod ,, ')).toEqual({
      namespaces: ['shop-prod'],
      kubernetesId: 'shop',
      cluster: 'hub',
    });
    expect(read(' ', ' ', ' ')).toEqual({ namespaces: [] });
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

describe('the limits of entityBindingCandidates', () => {
  const read = (text: string) =>
    entityBindingCandidates(
      component({ 'backstage.io/kubernetes-namespace': text }),
    );
  const shopNames = (count: number) =>
    Array.from({ length: count }, (_, index) => `shop-${index}`);

  it('takes 50 namespaces, and counts the others', () => {
    expect(read(shopNames(50).join(', '))).toEqual({
      namespaces: shopNames(50),
    });
    expect(read(shopNames(51).join(', '))).toEqual({
      namespaces: shopNames(50),
      namespacesLeftOut: 1,
    });
    expect(read(shopNames(1_000).join(','))).toEqual({
      namespaces: shopNames(50),
      namespacesLeftOut: 950,
    });
  });

  it('reads the last name of a list that is just short enough', () => {
    const fitting = `shop,${' '.repeat(8_192 - 'shop,last'.length)}last`;
    expect(fitting).toHaveLength(8_192);
    expect(read(fitting)).toEqual({ namespaces: ['shop', 'last'] });
    expect(read(` ${fitting}`)).toEqual({
      namespaces: ['shop'],
      namespacesLeftOut: 1,
    });
    expect(read(`${fitting},a,b`)).toEqual({
      namespaces: ['shop'],
      namespacesLeftOut: 3,
    });
  });

  it('takes the names of a list that is as long as its author likes', () => {
    const long = shopNames(1_000).map(name => `${name}${' '.repeat(340)}`);
    const text = long.join(',');
    expect(text.length).toBeGreaterThan(348_000);
    const { namespaces, namespacesLeftOut = 0 } = read(text);
    expect(namespaces).toEqual(shopNames(namespaces.length));
    expect(namespaces.length).toBeGreaterThan(0);
    expect(namespaces.length + namespacesLeftOut).toBe(1_000);
  });

  it('never takes a part of a name for a name, wherever the list is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^ {0,3}[a-z]{1,40} {0,600}$/), {
          minLength: 1,
          maxLength: 80,
        }),
        entries => {
          const whole = new Set(entries.map(entry => entry.trim()));
          const { namespaces, namespacesLeftOut = 0 } = read(entries.join(','));
          expect(namespaces.every(name => whole.has(name))).toBe(true);
          expect(namespaces.length).toBeLessThanOrEqual(50);
          expect(namespaces.length + namespacesLeftOut).toBeGreaterThanOrEqual(
            whole.size,
          );
        },
      ),
    );
  });

  it('leaves out what is too long for a name', () => {
    const longest = 'n'.repeat(63);
    expect(read(`${longest},${longest}n,shop`)).toEqual({
      namespaces: [longest, 'shop'],
      namespacesLeftOut: 1,
    });
  });

  it('knows that no label has an id of that length, and cuts what is called a cluster', () => {
    expect(
      entityBindingCandidates(
        component({
          'backstage.io/kubernetes-id': 'x'.repeat(64),
          'backstage.io/kubernetes-cluster': 'y'.repeat(300_000),
        }),
      ),
    ).toEqual({ namespaces: [], cluster: `${'y'.repeat(253)}…` });
    expect(
      entityBindingCandidates(
        component({
          'backstage.io/kubernetes-id': 'x'.repeat(63),
          'backstage.io/kubernetes-cluster': 'y'.repeat(253),
        }),
      ),
    ).toEqual({
      namespaces: [],
      kubernetesId: 'x'.repeat(63),
      cluster: 'y'.repeat(253),
    });
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
    ).toBe(
      'Annotation central-secrets/entity-ref=component:default/shop on the namespace',
    );
  });

  it.each(['group:default/trading', 'trading'])(
    'is confirmed by the annotation that names the owner as %s',
    owner => {
      expect(
        confirm(
          component(names),
          namespace({}, { 'central-secrets/owner': owner }),
        ),
      ).toBe(`Annotation central-secrets/owner=${owner} on the namespace`);
    },
  );

  it('is confirmed by the id label that equals the name of a component in namespace default', () => {
    expect(
      confirm(
        component(names),
        namespace({ 'backstage.io/kubernetes-id': 'shop' }),
      ),
    ).toBe('Label backstage.io/kubernetes-id=shop on the namespace');
  });

  it('is confirmed by refs in any letter case, with spaces around them', () => {
    const spaced = namespace(
      {},
      { 'central-secrets/entity-ref': ' Component:Default/Shop ' },
    );
    expect(confirm(component(names), spaced)).toContain('entity-ref');
    const owned = namespace({}, { 'central-secrets/owner': ' Trading ' });
    expect(confirm(component(names), owned)).toContain('owner');
    const labelled = namespace({ team: 'Trading' });
    expect(confirm(component(names), labelled, ['team'])).toBe(
      'Owner label team=Trading on the namespace',
    );
    expect(
      confirm(
        component(names, { kind: 'component', namespace: 'Default' }),
        namespace({ 'backstage.io/kubernetes-id': 'shop' }),
      ),
    ).toBe('Label backstage.io/kubernetes-id=shop on the namespace');
  });

  it('lets the entity name the namespace by the id alone', () => {
    expect(
      confirm(
        component({ 'backstage.io/kubernetes-id': 'shop' }),
        namespace({ 'backstage.io/kubernetes-id': 'shop' }),
      ),
    ).toBe('Label backstage.io/kubernetes-id=shop on the namespace');
  });

  it('is confirmed by an owner label of the platform, when it is told of it', () => {
    const labelled = namespace({ team: 'trading' });
    expect(confirm(component(names), labelled, ['owner', 'team'])).toBe(
      'Owner label team=trading on the namespace',
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
      'an entity without an id, for a namespace without the label',
      component({}),
      namespace({}, { 'central-secrets/entity-ref': 'component:default/shop' }),
    ],
    [
      'an id that the namespace does not carry, though it names the entity',
      component({ 'backstage.io/kubernetes-id': 'shop' }),
      namespace(
        { 'backstage.io/kubernetes-id': 'other' },
        { 'central-secrets/entity-ref': 'component:default/shop' },
      ),
    ],
    [
      'the absence of the id label, for a component of another catalog namespace',
      component(names, { namespace: 'other' }),
      namespace(),
    ],
    [
      'an annotation that is not an entity reference',
      component(names),
      namespace({}, { 'central-secrets/entity-ref': 'component:' }),
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

describe('the ways of confirmation that are switched off', () => {
  const marks: Record<ConfirmationWay, ReturnType<typeof namespace>> = {
    'entity-ref': namespace(
      {},
      { 'central-secrets/entity-ref': 'component:default/shop' },
    ),
    owner: namespace({}, { 'central-secrets/owner': 'trading' }),
    'kubernetes-id': namespace({ 'backstage.io/kubernetes-id': 'shop' }),
  };

  it.each(CONFIRMATION_WAYS)('confirm nothing: %s', way => {
    const by = (confirmBy: readonly ConfirmationWay[]) =>
      confirmBinding(component(names), owners, marks[way], {
        ownerLabels: [],
        confirmBy,
      });
    expect(by(CONFIRMATION_WAYS.filter(each => each !== way))).toBeUndefined();
    expect(by([])).toBeUndefined();
    expect(textOf(by([way]))).toContain(way);
  });

  it('let the owner labels count all the same', () => {
    const labelled = namespace({ team: 'trading' });
    const options = { ownerLabels: ['team'], confirmBy: [] };
    expect(
      textOf(confirmBinding(component(names), owners, labelled, options)),
    ).toBe('Owner label team=trading on the namespace');
  });
});

describe('commandToConfirm', () => {
  const command = (
    confirmBy: readonly ConfirmationWay[] | undefined,
    {
      entity = component(names),
      ownerRefs = owners,
      ownerLabels = [] as string[],
      name = 'shop-prod',
    } = {},
  ) => commandToConfirm(entity, ownerRefs, name, { ownerLabels, confirmBy });

  it.each<[ConfirmationWay[] | undefined, string]>([
    [
      undefined,
      'annotate namespace shop-prod central-secrets/entity-ref=component:default/shop',
    ],
    [
      ['owner', 'entity-ref'],
      'annotate namespace shop-prod central-secrets/entity-ref=component:default/shop',
    ],
    [
      ['kubernetes-id', 'owner'],
      'annotate namespace shop-prod central-secrets/owner=group:default/trading',
    ],
    [
      ['kubernetes-id'],
      'label namespace shop-prod backstage.io/kubernetes-id=shop',
    ],
  ])('names a way that counts where these do: %j', (ways, expected) => {
    expect(command(ways)).toBe(`kubectl ${expected}`);
  });

  it('names an owner label where nothing else counts', () => {
    expect(command([], { ownerLabels: ['team'] })).toBe(
      'kubectl label namespace shop-prod team=trading',
    );
  });

  it('goes on to the next way where there is no owner', () => {
    expect(command(['owner', 'kubernetes-id'], { ownerRefs: [] })).toBe(
      'kubectl label namespace shop-prod backstage.io/kubernetes-id=shop',
    );
  });

  it('ignores an owner that is not an entity reference', () => {
    const ownerRefs = ['group:', 'trading'];
    expect(command(['owner'], { ownerRefs })).toBe(
      'kubectl annotate namespace shop-prod central-secrets/owner=group:default/trading',
    );
  });

  it('names the first group in namespace default among several owners', () => {
    const ownerRefs = [
      'user:default/jane',
      'subgroup:default/other',
      'group:other/other',
      'group:default/trading',
      'group:default/second',
    ];
    expect(command([], { ownerLabels: ['team', 'squad'], ownerRefs })).toBe(
      'kubectl label namespace shop-prod team=trading',
    );
  });

  it('names nothing where no way that counts can mean the entity', () => {
    const elsewhere = component(names, { namespace: 'other' });
    expect(command(['kubernetes-id'], { entity: elsewhere })).toBeUndefined();
    expect(command(['owner'], { ownerRefs: [] })).toBeUndefined();
    expect(
      command([], {
        ownerLabels: ['team'],
        ownerRefs: ['group:other/trading', 'user:default/jane'],
      }),
    ).toBeUndefined();
  });

  it.each(['--all', '-l', 'a b', '$(id)', '', 'a'.repeat(64)])(
    'names nothing for %j, which no namespace can be called',
    name => {
      expect(command(undefined, { name })).toBeUndefined();
    },
  );

  it('names what confirms the binding, for any choice of ways', () => {
    const entity = component(names);
    const choices = fc
      .record({
        confirmBy: fc.subarray([...CONFIRMATION_WAYS]),
        ownerLabels: fc.subarray(['team', 'squad']),
      })
      .filter(({ confirmBy, ownerLabels }) => {
        return confirmBy.length + ownerLabels.length > 0;
      });
    fc.assert(
      fc.property(choices, options => {
        const text = commandToConfirm(entity, owners, 'shop-prod', options);
        const [, verb, key, value] =
          /^kubectl (\w+) namespace shop-prod (.+?)=(.+)$/.exec(text!)!;
        const mark = { [key]: value };
        const marked = verb === 'label' ? namespace(mark) : namespace({}, mark);
        expect(
          confirmBinding(entity, owners, marked, options)?.parameters,
        ).toEqual({ key, value });
      }),
    );
  });
});
