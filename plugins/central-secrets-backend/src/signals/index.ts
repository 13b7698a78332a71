export { LiveUpdates } from './LiveUpdates';
export { publishDeliveries, publishDistributions } from './publishSignals';
export type { View } from './LiveUpdates';
export { Viewers } from './Viewers';
