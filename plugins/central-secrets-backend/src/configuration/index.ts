export { readMilliseconds } from './readMilliseconds';
