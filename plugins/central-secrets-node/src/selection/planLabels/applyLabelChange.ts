import { Labels } from '../selectors';
import { LabelChange } from './LabelPlan';

/** Labels after a change. @public */
export function applyLabelChange(
  labels: Labels,
  change: LabelChange,
): Record<string, string> {
  const result: Record<string, string> = { ...labels };
  for (const key of change.remove) {
    delete result[key];
  }
  return { ...result, ...change.add };
}
