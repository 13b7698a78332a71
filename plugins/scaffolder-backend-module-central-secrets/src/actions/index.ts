export { createAddKustomizeResourceAction } from './addKustomizeResource';
export { createLabelNamespaceAction } from './labelNamespace';
