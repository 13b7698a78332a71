export { deriveDelivery } from './deriveDelivery';
