import { CopyFacts, CopyVersion } from '..';

const SECOND_MS = 1_000;
const toSecond = (time: number) => Math.floor(time / SECOND_MS) * SECOND_MS;

/** One version of an ExternalSecret, as the API server keeps it. */
export interface ModelledVersion {
  readonly uid: number;
  readonly version: number;
  readonly createdAt: number;
  /** Stands for annotations and labels. */
  readonly metadata: number;
  readonly mark?: string;
  readonly isReady: boolean;
  readonly refreshedAt?: number;
  readonly refreshWrittenAt?: number;
  readonly syncedMetadata?: string;
  /** The truth: when the source of the current Secret was read. */
  readonly sourceReadAt?: number;
}

interface Attempt {
  readonly startedAt: number;
  readonly read: ModelledVersion;
  sourceReadAt?: number;
}

const hashOf = ({ metadata, mark }: ModelledVersion) => `${metadata}/${mark}`;

/**
 * One ExternalSecret, an API server and the operator, in the order in which ESO
 * does things: take the time, read the ExternalSecret from a cache, read the
 * source, write the result onto the version that was read.
 */
export class ModelledOperator {
  now = 0;
  readonly versions: ModelledVersion[] = [];
  readonly #skewMs: number;
  #attempt?: Attempt;
  #next = 1;

  constructor(startAt: number, skewMs: number) {
    this.now = startAt;
    this.#skewMs = skewMs;
    this.recreate();
  }

  get current(): ModelledVersion {
    return this.versions[this.versions.length - 1];
  }

  recreate(): void {
    this.versions.push({
      uid: this.#next,
      version: this.#next++,
      createdAt: toSecond(this.now),
      metadata: 0,
      isReady: false,
    });
  }

  touch(): void {
    this.#write({ metadata: this.current.metadata + 1 });
  }

  mark(mark: string): void {
    this.#write({ mark });
  }

  /** @param lag - how many versions the operator's cache is behind */
  start(lag: number): void {
    const index = Math.max(0, this.versions.length - 1 - lag);
    this.#attempt ??= { startedAt: this.now, read: this.versions[index] };
  }

  readSource(): void {
    if (this.#attempt) {
      this.#attempt.sourceReadAt ??= this.now;
    }
  }

  finish(succeeds: boolean): void {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    // The API server refuses with a conflict.
    if (!attempt || attempt.read.version !== this.current.version) {
      return;
    }
    this.#write(
      succeeds
        ? {
            isReady: true,
            refreshedAt: toSecond(attempt.startedAt + this.#skewMs),
            refreshWrittenAt: toSecond(this.now),
            syncedMetadata: hashOf(attempt.read),
            sourceReadAt: attempt.sourceReadAt ?? this.now,
          }
        : { isReady: false },
    );
  }

  restart(): void {
    this.#attempt = undefined;
  }

  #write(change: Partial<ModelledVersion>): void {
    const next = { ...this.current, ...change };
    const isSame = Object.entries(change).every(
      ([name, value]) =>
        name === 'sourceReadAt' ||
        this.current[name as keyof ModelledVersion] === value,
    );
    // An update without a difference makes no version; the Secret is written anyway.
    this.versions[isSame ? this.versions.length - 1 : this.versions.length] = {
      ...next,
      version: isSame ? this.current.version : this.#next++,
    };
  }
}

/** The version as a reader sees it. */
export function readVersion(version: ModelledVersion): {
  readonly facts: CopyFacts;
  readonly copy: CopyVersion;
} {
  const { createdAt, refreshedAt, syncedMetadata, mark } = version;
  return {
    facts: {
      createdAt,
      generation: 1,
      refreshedAt,
      syncedVersion: syncedMetadata,
      currentVersion: hashOf(version),
      mark,
    },
    copy: {
      uid: String(version.uid),
      resourceVersion: String(version.version),
      refreshTime: String(refreshedAt),
      syncedVersion: syncedMetadata ?? '',
    },
  };
}
