import { ConflictError } from '@backstage/errors';

/**
 * A file whose labels cannot be changed line by line without a risk to the
 * rest. The message names the file, the problem and the remedy, and repeats no
 * content of the file: it may hold more than labels.
 *
 * @public
 */
export class ManifestNotEditableError extends ConflictError {}
