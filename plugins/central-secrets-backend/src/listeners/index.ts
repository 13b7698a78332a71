export { LiveUpdates } from './LiveUpdates';
export { publishSignals } from './publishSignals';
export type { View } from './LiveUpdates';
