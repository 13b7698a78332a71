export { pieceOf } from './pieceOf';
export type { Page } from './pieceOf';
