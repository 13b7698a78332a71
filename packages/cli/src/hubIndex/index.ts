/** `central-secrets hub-index`: publishes what may be told of a hub's Secrets. */
export { hubIndex } from './hubIndex';
