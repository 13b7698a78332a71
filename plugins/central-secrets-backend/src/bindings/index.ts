export type { BindingOptions } from './bindingOptions';
export { readBindingOptions } from './bindingOptions';
export type { BoundEntity, FoundBinding } from './bindings';
export {
  bindEntity,
  confirmedBy,
  findBindings,
  isReadable,
  toBinding,
} from './bindings';
