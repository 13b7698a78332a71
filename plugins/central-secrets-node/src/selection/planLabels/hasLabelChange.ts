import { Labels } from '../selectors';
import { LabelChange } from './LabelPlan';

/** Whether labels are already as a change would make them. @public */
export function hasLabelChange(
  labels: Labels,
  { add, remove }: LabelChange,
): boolean {
  return (
    Object.entries(add).every(
      ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
    ) && remove.every(key => !Object.hasOwn(labels, key))
  );
}
