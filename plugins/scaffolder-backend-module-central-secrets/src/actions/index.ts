export { createLabelNamespaceAction } from './labelNamespace';
