import { ReadyCondition } from '../records';
import { Fields, fieldsListOf, shownTextOf, timeOf } from './fields';

/** A condition's status; anything but True and False counts as Unknown. */
export function conditionStatusOf(value: unknown): ReadyCondition['status'] {
  return value === 'True' || value === 'False' ? value : 'Unknown';
}

/** The entry of `status.conditions` whose type is Ready, the only type that ESO keeps. */
export function readyEntryOf(status: Fields): Fields | undefined {
  return fieldsListOf(status.conditions).find(entry => entry.type === 'Ready');
}

/** The `Ready` condition of an ExternalSecret or a store. */
export function readyConditionOf(status: Fields): ReadyCondition | undefined {
  const entry = readyEntryOf(status);
  return (
    entry && {
      status: conditionStatusOf(entry.status),
      reason: shownTextOf(entry.reason),
      message: shownTextOf(entry.message),
      changedAt: timeOf(entry.lastTransitionTime),
    }
  );
}
