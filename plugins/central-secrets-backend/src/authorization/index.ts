export { authorize, whyNotPermitted } from './authorize';
export { ownersOf, sharedOwners } from './ownership';
export { readableEntity } from './readableEntity';
export { visibleEntity } from './visibleEntity';
