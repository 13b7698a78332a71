import { fieldAt, listAt } from './fieldAt';

/** The owner that an object names as its controller. @public */
export interface Controller {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/**
 * The controlling owner of an object among some kinds. Anyone who writes an
 * object writes its owners too: it says so, and proves nothing.
 *
 * @public
 */
export function controllerOf(
  object: unknown,
  kinds: readonly string[],
): Controller | undefined {
  const owner = listAt(object, 'metadata.ownerReferences').find(
    each =>
      fieldAt(each, 'controller') === true &&
      kinds.includes(String(fieldAt(each, 'kind'))),
  );
  if (owner === undefined) {
    return undefined;
  }
  return {
    kind: String(fieldAt(owner, 'kind')),
    name: String(fieldAt(owner, 'name')),
    uid: String(fieldAt(owner, 'uid')),
  };
}
