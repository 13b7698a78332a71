import {
  ANNOTATION_LEFT_OUT,
  ANNOTATION_SECRETS_VERSION,
  fieldsOf,
  HubIndexHead,
  HubSourceRecord,
  parseHubIndexPart,
  textMapOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { PageContent } from './pages';

/** A ConfigMap of the index as the API server has it. */
export interface IndexedPage extends PageContent {
  readonly name: string;
  readonly resourceVersion: string;
  /** The version of the hub's Secrets that its writer knew; empty: not said. */
  readonly secretsVersion: string;
  readonly sources: ReadonlyMap<string, HubSourceRecord>;
  /** Only of the head. */
  readonly head?: HubIndexHead;
}

/**
 * Reads a ConfigMap of the index, in whatever state it is: a page that cannot be
 * read is one that is to be written again.
 */
export function parseIndexed(object: unknown): IndexedPage {
  const configMap = fieldsOf(object);
  const metadata = fieldsOf(configMap.metadata);
  const annotations = textMapOf(metadata.annotations);
  const part = parseHubIndexPart(object);
  const sources = part?.part === 'page' ? part.page.sources : [];
  return {
    name: textOf(metadata.name) ?? '',
    resourceVersion: textOf(metadata.resourceVersion) ?? '',
    data: textMapOf(configMap.data),
    leftOut: Number(annotations[ANNOTATION_LEFT_OUT] ?? 0),
    secretsVersion: annotations[ANNOTATION_SECRETS_VERSION] ?? '',
    sources: new Map(sources.map(source => [source.name, source])),
    ...(part?.part === 'head' ? { head: part.head } : {}),
  };
}
