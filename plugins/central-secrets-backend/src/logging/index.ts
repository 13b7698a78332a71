export { createPrintableLogger } from './createPrintableLogger';
