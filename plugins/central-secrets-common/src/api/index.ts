export * from './client';
export * from './distributionSchemas';
export * from './schemas';
export * from './signals';
