/** The text of a file. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** Whether it was named, and not just found in a folder. */
  readonly named: boolean;
  readonly isStandardInput?: boolean;
}
