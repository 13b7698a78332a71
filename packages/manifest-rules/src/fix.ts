import { Path } from './path';

/**
 * The one right remedy of a problem, as a change of the manifest. Paths begin at
 * the object's root.
 *
 * @public
 */
export type Fix =
  | {
      /** Writes another text in place of a value. */
      readonly what: 'replace';
      readonly path: Path;
      readonly value: string;
    }
  | {
      /** Writes a number or a truth value as a text, as its author wrote it. */
      readonly what: 'quote';
      readonly path: Path;
    }
  | {
      /** Writes a text as the number or the truth value that it spells. */
      readonly what: 'unquote';
      readonly path: Path;
    }
  | {
      /** Gives a field another name. */
      readonly what: 'rename';
      readonly path: Path;
      readonly to: string;
    }
  | {
      /** Adds fields to a map that lacks them. */
      readonly what: 'add';
      readonly path: Path;
      readonly fields: Readonly<Record<string, string>>;
    }
  | {
      /** Gives a field another name, and makes its value the only entry of a list. */
      readonly what: 'list';
      readonly path: Path;
      readonly to: string;
    }
  | {
      /** Puts all fields of a map below a new one. */
      readonly what: 'nest';
      readonly path: Path;
      readonly under: string;
    }
  | {
      /** Replaces parts of a text, each wherever it occurs. */
      readonly what: 'substitute';
      readonly path: Path;
      readonly replacements: readonly {
        readonly from: string;
        readonly to: string;
      }[];
    };
