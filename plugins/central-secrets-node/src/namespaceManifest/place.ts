/**
 * The map of labels that is edited: that of a Namespace (a manifest or a
 * kustomize patch), or a map inside the values of a Helm chart.
 *
 * @public
 */
export type LabelPlace = {
  /** The file, as errors name it. */
  readonly file: string;
} & (
  | {
      /** The name of the Namespace. */
      readonly namespace: string;
      readonly valuesPath?: undefined;
    }
  | {
      /** The keys that lead to the labels, such as `['namespace', 'labels']`. */
      readonly valuesPath: readonly string[];
      readonly namespace?: undefined;
    }
);
