/**
 * The variable with the address for the tests; set from outside, it names a
 * Backstage that runs already.
 */
export const ADDRESS_VARIABLE = 'BACKSTAGE_URL';

/** The variable with the process id of the demo cluster; not set where Backstage runs already. */
export const DEMO_CLUSTER_VARIABLE = 'DEMO_CLUSTER_PID';
