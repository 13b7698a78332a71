import {
  externalSecretObject,
  hasFailed,
  managedFieldsOf,
  sorted,
  stored,
} from './objects';
import { namespaceName, numbersOf, Shape, uidOf } from './shape';

/** The differences between two states of one ExternalSecret. */
export interface ExternalSecretState {
  /** RFC 3339. */
  readonly refreshedAt: string;
  readonly resourceVersion: number;
  /** How often it was deleted and created again. */
  readonly life: number;
}

const HOLES = {
  namespace: '<namespace>',
  uid: '<uid>',
  resourceVersion: '<version>',
  refreshedAt: '<refreshed>',
};

/**
 * Writes the JSON of ExternalSecrets as the API server does, and fast: a load
 * source that is slower than its consumer measures itself. It fills one text
 * with holes per distribution for each object.
 */
export class ExternalSecretTexts {
  readonly #shape: Shape;
  readonly #templates = new Map<string, readonly string[]>();

  constructor(shape: Shape) {
    this.#shape = shape;
  }

  textOf(index: number, state: ExternalSecretState): string {
    const { namespace, distribution } = numbersOf(index, this.#shape);
    const pieces = this.#template(namespace, distribution);
    let text = '';
    for (const piece of pieces) {
      switch (piece) {
        case HOLES.namespace:
          text += namespaceName(namespace);
          break;
        case HOLES.uid:
          text += uidOf('ExternalSecret', index, state.life);
          break;
        case HOLES.resourceVersion:
          text += state.resourceVersion;
          break;
        case HOLES.refreshedAt:
          text += state.refreshedAt;
          break;
        default:
          text += piece;
      }
    }
    return text;
  }

  #template(namespace: number, distribution: number): readonly string[] {
    const key = `${distribution} ${hasFailed(namespace, distribution)}`;
    let pieces = this.#templates.get(key);
    if (!pieces) {
      const { namespace: inNamespace, refreshedAt, ...added } = HOLES;
      const object = stored(
        externalSecretObject(namespace, distribution, refreshedAt),
        {
          ...added,
          managedFields: managedFieldsOf(distribution, refreshedAt),
        },
      );
      object.metadata.namespace = inNamespace;
      object.metadata.labels.team = inNamespace;
      pieces = JSON.stringify(sorted(object)).split(
        /(<namespace>|<uid>|<version>|<refreshed>)/,
      );
      this.#templates.set(key, pieces);
    }
    return pieces;
  }
}
