/** Whether a delivery is the awaited one: pure, without a clock of its own. */
export type { CopyVersion, SeenCopy } from './followCopy';
export { firstSeen, followCopy } from './followCopy';
export type { Judgement } from './judgeWait';
export { judgeWait } from './judgeWait';
export type { CopyFacts } from './proveSync';
export { operatorAhead, proveSync } from './proveSync';
export type { SyncVerdict, Trigger, View, WaitedDelivery } from './types';
