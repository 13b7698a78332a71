import { Fault } from './Fault';

/** The current activity of a reflector; see the class. */
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
  /** The fault, where the new mode is `waiting`. */
  readonly fault?: Fault;
}
