export type { ChainQuery } from './ChainService';
export { ChainService } from './ChainService';
