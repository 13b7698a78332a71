/** Deliveries as Backstage knows them. */
export { BackstageSource } from './BackstageSource';
export { connectBackstage } from './connect';
