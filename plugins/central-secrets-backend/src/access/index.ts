export { authorize } from './authorize';
export { ownersOf, sharedOwners } from './ownership';
export { visibleEntity } from './visibleEntity';
