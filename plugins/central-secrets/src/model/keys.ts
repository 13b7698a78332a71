/** The keys of a Secret in the contract's form. */
export interface DescribedKeys {
  /** null: known only at the source. */
  readonly keys: readonly string[] | null;
  /** How many more keys it has; undefined: none. */
  readonly keysLeftOut?: number;
  /** The purpose of each key by its name; undefined: none is stated. */
  readonly keyPurposes?: Readonly<Record<string, string>>;
}

/** The purpose of a key as the distribution states it; undefined: it states none. */
export function findPurpose(
  { keyPurposes = {} }: DescribedKeys,
  key: string,
): string | undefined {
  return Object.hasOwn(keyPurposes, key) ? keyPurposes[key] : undefined;
}
