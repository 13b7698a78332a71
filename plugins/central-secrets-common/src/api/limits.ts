/**
 * How often one user may read, unless configured otherwise: ten times what one
 * page asks at most.
 *
 * @public
 */
export const DEFAULT_MAX_READS_PER_MINUTE = 600;
