export { differenceOf } from './differenceOf';
export type { Fixed, FixedFile } from './fixFiles';
export { fixFiles } from './fixFiles';
export { writeFixed } from './writeFixed';
