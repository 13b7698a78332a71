import { Check } from '../finding';
import { conflict } from './conflict';
import { denied } from './denied';
import { failed } from './failed';
import { notRequested } from './notRequested';
import { orphaned } from './orphaned';
import { outdated } from './outdated';
import { pending } from './pending';
import { stale } from './stale';
import { storeUnavailable } from './storeUnavailable';
import { synced } from './synced';
import { terminating } from './terminating';
import { unknown } from './unknown';

/** Every state's check. The order is the specification: the first that holds wins. */
export const CHECKS: readonly Check[] = [
  unknown,
  terminating,
  notRequested,
  orphaned,
  conflict,
  denied,
  pending,
  storeUnavailable,
  failed,
  outdated,
  stale,
  synced,
];
