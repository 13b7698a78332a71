import {
  DeliveryCause,
  DeliveryState,
  ObservedKind,
  RemedyBy,
  WarningCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Scene } from './scene';

/** What the tab is to say at the end of a case. */
export interface Expected {
  /** absent: there is no such row. */
  readonly state: DeliveryState | 'absent';
  readonly cause?: DeliveryCause;
  /** All of them, in any order. */
  readonly warnings?: readonly WarningCode[];
  /** A part of the text that must stand in the evidence, word for word. */
  readonly evidence?: string;
  /** A part of the summary, where the state alone does not say what is meant. */
  readonly summary?: string;
  readonly remedyBy?: RemedyBy;
  /** Kinds of which the tab says that they cannot be read: no row then does not mean none. */
  readonly unreadable?: readonly ObservedKind[];
}

/** One situation of one delivery, how it comes about, and what is to be said of it. */
export interface ScenarioCase {
  /** Its namespace is `case-<name>`, its distribution `<name>`. */
  readonly name: string;
  /** What happens, as one sentence. */
  readonly what: string;
  readonly expected: Expected;
  /** Of which delivery; else of the distribution that has the case's name. */
  readonly delivery?:
    | { readonly distribution: string }
    | { readonly declared: string };
  /** The fact that cannot be known there, because the operator does not report it; a sentence. */
  readonly unknowable?: string;
  /** It becomes so by the passing of time, and not by a change in the cluster. */
  readonly isMadeByTime?: true;
  /** What is done before the cluster is disturbed. */
  readonly prepare?: (scene: Scene) => Promise<void>;
  /** What is done to the cluster. */
  readonly script: (scene: Scene) => Promise<void>;
}
