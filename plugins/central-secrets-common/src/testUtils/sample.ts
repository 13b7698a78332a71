import { DeliveryLimits, DerivedDelivery } from '../model/delivery';
import { deriveDelivery } from '../model/deliveryState';
import { ObservationError, ObservedKind } from '../model/records';
import {
  DeliveryCause,
  DeliveryState,
  RemedyBy,
  WarningCode,
} from '../model/states';
import { findInput, observedAt } from './gatherInput';
import { RawObject } from './merge';

/** What is to be said of a sample: the table that its walker compares with. */
export interface SampleAnswer {
  /** absent: there is no such row. */
  readonly state: DeliveryState | 'absent';
  readonly cause?: DeliveryCause;
  readonly warnings?: readonly WarningCode[];
  /** Whole. */
  readonly summary?: string;
  readonly remedyBy?: RemedyBy;
  /** Whole; for the page of situations. */
  readonly remedy?: string;
  /** Whole; what can be pasted. */
  readonly command?: string;
}

/** What is written above the objects of a sample. */
export interface SampleHead {
  /** The case of the end-to-end table that it was captured from. */
  readonly case: string;
  /** What sort of situation it is. */
  readonly topic: string;
  /** Where it stands among all. */
  readonly position: number;
  /** What happened, as one sentence. */
  readonly what: string;
  /** What nobody can know there. */
  readonly unknowable?: string;
  /** The version of External Secrets Operator that it was captured from. */
  readonly operator: string;
  readonly kubernetes: string;
  readonly delivery:
    | { readonly distribution: string }
    | { readonly declared: string };
  /** When it was captured, by the cluster's clock. */
  readonly now: string;
  readonly limits: DeliveryLimits;
  /** Kinds that were not known then: the last time they were, and why not. */
  readonly observations?: Partial<
    Record<
      ObservedKind,
      { readonly observedAt?: string; readonly error?: ObservationError }
    >
  >;
  /** A part of the text that must stand in the evidence. */
  readonly evidence?: string;
  readonly expected: SampleAnswer;
}

/** Objects as the API server returned them in one situation, and what is to be said of them. */
export interface Sample extends SampleHead {
  readonly objects: readonly RawObject[];
}

/** What the model says of a sample; undefined where there is no row. */
export function deriveSample(sample: Sample): DerivedDelivery | undefined {
  const input = findInput(sample.objects, sample);
  if (!input) return undefined;
  const known = observedAt(input.now);
  const unknown = Object.entries(sample.observations ?? {}).map(
    ([kind, observation]) => [
      kind,
      {
        ...observation,
        observedAt: observation.observedAt
          ? Date.parse(observation.observedAt)
          : undefined,
      },
    ],
  );
  return deriveDelivery({
    ...input,
    observations: { ...known, ...Object.fromEntries(unknown) },
  });
}

/** An answer in the form in which samples keep it. */
export function sampleAnswerOf(
  derived: DerivedDelivery | undefined,
): SampleAnswer {
  if (!derived) return { state: 'absent' };
  const { state, cause, warnings, summary, remedy } = derived;
  return {
    state,
    ...(cause && { cause }),
    warnings: warnings.map(({ code }) => code),
    summary,
    remedyBy: remedy.by,
    remedy: remedy.text,
    ...(remedy.command && { command: remedy.command }),
  };
}
