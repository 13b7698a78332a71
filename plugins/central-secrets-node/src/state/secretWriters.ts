import { ExternalSecretRecord, ExternalSecretSpecRecord } from '../records';

/** The maximum number of rivals that are named; the others are only counted. */
const MOST_NAMED = 5;

/** The other ExternalSecrets of a namespace that write one Secret. @public */
export interface Rivals {
  readonly count: number;
  /** At most five of them; the one that owns the Secret is among them. */
  readonly named: readonly ExternalSecretRecord[];
  /** The first of them with creationPolicy Owner. */
  readonly owner?: ExternalSecretRecord;
  /** When the first of them was made. */
  readonly createdAt?: number;
}

/** @public */
export const NO_RIVALS: Rivals = { count: 0, named: [] };

/** The Secret that an ExternalSecret of that name and spec writes. @public */
export function targetOf(
  name: string,
  spec: Pick<ExternalSecretSpecRecord, 'targetName'>,
): string {
  return spec.targetName ?? name;
}

/** All that write one Secret, and of them what any one of them has to know of the others. */
interface Writers {
  readonly names: Set<string>;
  /** One more than is named, because one of them asks. */
  readonly first: ExternalSecretRecord[];
  readonly owners: ExternalSecretRecord[];
  readonly oldest: ExternalSecretRecord[];
}

/**
 * The ExternalSecrets that write each Secret of a namespace. Read once, in time
 * that grows with the number of ExternalSecrets; each question after that takes
 * the same time, however many of them write one Secret.
 *
 * Those with creationPolicy None write nothing, and some write another kind.
 *
 * @public
 */
export class SecretWriters {
  readonly #bySecret = new Map<string, Writers>();

  constructor(externalSecrets: Iterable<ExternalSecretRecord>) {
    for (const record of externalSecrets) {
      this.#add(record);
    }
  }

  /** Those that write a Secret, without the one of this name. */
  rivalsOf(secret: string, name: string): Rivals {
    const writers = this.#bySecret.get(secret);
    if (!writers) {
      return NO_RIVALS;
    }
    const { names, first, owners, oldest } = writers;
    const count = names.size - (names.has(name) ? 1 : 0);
    if (count === 0) {
      return NO_RIVALS;
    }
    const isOther = (record: ExternalSecretRecord) => record.name !== name;
    const owner = owners.find(isOther);
    const others = first.filter(isOther).slice(0, MOST_NAMED);
    return {
      count,
      named:
        owner && !others.includes(owner)
          ? [owner, ...others.slice(0, MOST_NAMED - 1)]
          : others,
      owner,
      createdAt: oldest.find(isOther)?.createdAt,
    };
  }

  #add(record: ExternalSecretRecord): void {
    const { name, spec, createdAt } = record;
    if (spec.creationPolicy === 'None' || spec.targetKind) {
      return;
    }
    const secret = targetOf(name, spec);
    let writers = this.#bySecret.get(secret);
    if (!writers) {
      writers = { names: new Set(), first: [], owners: [], oldest: [] };
      this.#bySecret.set(secret, writers);
    }
    const { names, first, owners, oldest } = writers;
    names.add(name);
    if (first.length <= MOST_NAMED) {
      first.push(record);
    }
    if (owners.length < 2 && spec.creationPolicy === 'Owner') {
      owners.push(record);
    }
    const [, second] = oldest;
    if (!second || createdAt < second.createdAt) {
      oldest.push(record);
      oldest.sort((a, b) => a.createdAt - b.createdAt).splice(2);
    }
  }
}
