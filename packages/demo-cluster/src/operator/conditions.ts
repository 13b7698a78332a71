import { Condition } from './specs';

/** The `Ready` condition among others, or undefined before the first attempt. */
export function readyCondition(
  conditions: readonly Condition[] | undefined,
): Condition | undefined {
  return conditions?.find(({ type }) => type === 'Ready');
}

/** The conditions with a new `Ready` one; its time changes only with its status. */
export function withReady(
  conditions: readonly Condition[] | undefined,
  status: 'True' | 'False',
  reason: string,
  message: string,
  now: string,
): Condition[] {
  const before = readyCondition(conditions);
  return [
    {
      lastTransitionTime:
        before?.status === status ? before.lastTransitionTime : now,
      message,
      reason,
      status,
      type: 'Ready',
    },
  ];
}
