import { Fault } from './Fault';

/** What a reflector is doing; see the class. */
export type ReflectorMode =
  | 'idle'
  | 'listing'
  | 'opening'
  | 'watching'
  | 'waiting'
  | 'stopped';

/** One change of mode. */
export interface ReflectorTransition {
  readonly from: ReflectorMode;
  readonly to: ReflectorMode;
  /** What went wrong, where the new mode is `waiting`. */
  readonly fault?: Fault;
}
