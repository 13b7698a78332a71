/** A source, or a key of it, that the hub does not have. */
export interface SourceFault {
  readonly cause: 'source-missing' | 'property-missing';
  readonly hubNamespace: string;
  readonly source: string;
  /** The key that the source does not have. */
  readonly property?: string;
  /** The keys that it has, the most similar first. */
  readonly keys?: readonly string[];
  /** When the index was right, by the cluster's clock. */
  readonly observedAt: number;
  /** Whether it explains the attempt that failed, and not only the next one. */
  readonly isProven: boolean;
}
