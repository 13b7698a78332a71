import {
  ANNOTATION_LEFT_OUT,
  HubIndex,
  HubIndexHead,
  HubIndexPage,
  HUB_INDEX_NAMESPACE,
} from '../hubIndex';
import { fieldsOf, openNamespacedObject, textMapOf, timeOf } from './fields';
import { parseHubSource } from './hubSource';

/** The name of the ConfigMap with the head; pages add `-` and two digits. @public */
export const HUB_INDEX_HEAD_NAME = HUB_INDEX_NAMESPACE;

const PAGE_NAME = new RegExp(`^${HUB_INDEX_HEAD_NAME}-[0-9]{2}$`);

const NAMESPACE_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** No page has room for so many that more than this number are left out. */
const MOST_LEFT_OUT = 1_000_000;

/** The head of an index, or one page of it. @public */
export type HubIndexPart =
  | { readonly part: 'head'; readonly head: HubIndexHead }
  | { readonly part: 'page'; readonly page: HubIndexPage };

/**
 * The index of some parts, in any order; undefined where the head is missing.
 *
 * @public
 */
export function hubIndexOf(
  parts: readonly HubIndexPart[],
): HubIndex | undefined {
  const [head] = parts.flatMap(each =>
    each.part === 'head' ? [each.head] : [],
  );
  return (
    head && {
      head,
      pages: parts.flatMap(each => (each.part === 'page' ? [each.page] : [])),
    }
  );
}

/**
 * A raw ConfigMap as a part of the hub index; undefined where it is none. It is
 * untrusted: what cannot be read is left out, and counted.
 *
 * @throws InputError when it is not a ConfigMap
 * @public
 */
export function parseHubIndexPart(object: unknown): HubIndexPart | undefined {
  const { name, fields, metadata } = openNamespacedObject(object, [
    'ConfigMap',
  ]);
  const data = textMapOf(fields.data);
  if (name === HUB_INDEX_HEAD_NAME) {
    const observedAt = timeOf(data.observedAt);
    const isNamed = NAMESPACE_NAME.test(data.hubNamespace ?? '');
    return observedAt !== undefined && isNamed
      ? { part: 'head', head: { hubNamespace: data.hubNamespace, observedAt } }
      : undefined;
  }
  if (!PAGE_NAME.test(name)) {
    return undefined;
  }
  const entries = Object.entries(fieldsOf(fields.data));
  const sources = Object.entries(data).flatMap(
    ([source, text]) => parseHubSource(source, text) ?? [],
  );
  const leftOut = Number(
    textMapOf(metadata.annotations)[ANNOTATION_LEFT_OUT] ?? 0,
  );
  const isCount =
    Number.isInteger(leftOut) && leftOut >= 0 && leftOut <= MOST_LEFT_OUT;
  return {
    part: 'page',
    page: {
      name,
      sources,
      leftOut: isCount ? leftOut : 1,
      unreadable: entries.length - sources.length,
    },
  };
}
