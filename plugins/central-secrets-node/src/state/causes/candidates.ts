import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { FailureCause, namesInFailure } from '../../text';
import {
  describeQuotas,
  describeStore,
  editSpec,
  LIST_POLICIES,
} from '../commands';
import { DeliveryContext } from '../context';
import { Candidate } from '../delivery';
import { specHolder, specKeeper } from '../failures';
import { suspectsOf, titlesOf } from '../namedStores';
import { STAGE_READ, STAGE_WRITE } from '../operatorTexts';
import { FoundCause } from './findCause';

type Check = (
  context: DeliveryContext,
  text: string,
) => Omit<Candidate, 'cause'> | undefined;

/** A check of the stores, which the platform team can make. */
function checkStores(
  code:
    | 'check-store-exists'
    | 'check-store-credential'
    | 'check-store-rights'
    | 'check-provider-health'
    | 'check-provider-limits',
): Check {
  return ({ stores, input }, text) => {
    const suspects = suspectsOf(stores, text);
    const [first] = suspects;
    return first
      ? {
          check: message(code, { store: titlesOf(suspects) }),
          by: 'platform',
          command: describeStore(first, input),
        }
      : undefined;
  };
}

/** A check of the definition against the source, by the one who keeps the definition. */
function checkDefinition(
  code:
    | 'check-source-keys'
    | 'check-source-value'
    | 'check-generator'
    | 'check-template',
): Check {
  return context => ({
    check: message(code, { definition: specHolder(context) }),
    by: specKeeper(context),
    command: editSpec(context),
  });
}

/** The check that proves each cause, or rules it out. */
const CHECK_OF_CAUSE: Readonly<Record<Exclude<FailureCause, 'other'>, Check>> =
  {
    'source-missing': (context, text) => {
      const { source } = namesInFailure(text);
      const suspects = suspectsOf(context.stores, text);
      if (suspects.length === 0) {
        return undefined;
      }
      const store = titlesOf(suspects);
      return {
        check: source
          ? message('check-source', { source, store })
          : message('check-source.unnamed', {
              definition: specHolder(context),
              store,
            }),
        by: 'platform',
      };
    },
    'property-missing': checkDefinition('check-source-keys'),
    'value-unusable': checkDefinition('check-source-value'),
    'store-missing': checkStores('check-store-exists'),
    'store-login': checkStores('check-store-credential'),
    'provider-unavailable': checkStores('check-provider-health'),
    'provider-throttled': checkStores('check-provider-limits'),
    permission: checkStores('check-store-rights'),
    generator: checkDefinition('check-generator'),
    template: checkDefinition('check-template'),
    'invalid-secret': context => ({
      check: message('check-secret-data', {
        definition: specHolder(context),
        type: context.spec.targetType,
      }),
      by: specKeeper(context),
      command: editSpec(context),
    }),
    admission: () => ({
      check: message('check-admission'),
      by: 'platform',
      command: LIST_POLICIES,
    }),
    quota: ({ input }) => ({
      check: message('check-quota', { namespace: input.namespace.name }),
      by: 'developer',
      command: describeQuotas(input.namespace.name),
    }),
    'target-immutable': ({ secretName }) => ({
      check: message('check-immutable', { secret: secretName }),
      by: 'developer',
    }),
  };

type CheckedCause = keyof typeof CHECK_OF_CAUSE;

/** A cause, and where it has another one than usual, its check. */
type Suspicion = readonly [cause: CheckedCause, check?: Check];

const mayOperatorWrite: Check = ({ input }) => ({
  check: message('check-operator-rights', { namespace: input.namespace.name }),
  by: 'platform',
});

/** The causes of a failed read, the most frequent first. */
const OF_A_READ: readonly Suspicion[] = [
  ['source-missing'],
  ['property-missing'],
  ['permission'],
  ['value-unusable'],
  ['store-login'],
  ['provider-unavailable'],
];

/** The causes of a failed write, the most frequent first. */
const OF_A_WRITE: readonly Suspicion[] = [
  ['template'],
  ['invalid-secret'],
  ['admission'],
  ['quota'],
  ['permission', mayOperatorWrite],
];

/** The causes of a copy that could not be made or changed. */
const OF_A_COPY: readonly Suspicion[] = [['admission'], ['quota']];

/** The causes that fit the operation that the operator says has failed. */
function suspicionsOf({
  failure,
  stores,
}: DeliveryContext): readonly Suspicion[] {
  if (!failure) {
    return OF_A_COPY;
  }
  const { message: said } = failure.condition;
  const ofARead: readonly Suspicion[] =
    stores.length === 0 ? [['generator']] : OF_A_READ;
  if (said.startsWith(STAGE_READ)) {
    return ofARead;
  }
  return said.startsWith(STAGE_WRITE)
    ? OF_A_WRITE
    : [...ofARead, ...OF_A_WRITE];
}

/**
 * Returns the causes that fit what is known, where the cause is not proven: a
 * likely one alone, else each that fits the failed operation.
 */
export function candidatesFor(
  context: DeliveryContext,
  { cause, certainty }: FoundCause,
  text: string,
): Candidate[] {
  if (certainty === 'proven') {
    return [];
  }
  const suspicions: readonly Suspicion[] =
    cause === 'other' ? suspicionsOf(context) : [[cause]];
  return suspicions.flatMap(
    ([suspected, check = CHECK_OF_CAUSE[suspected]]): Candidate[] => {
      const checked = check(context, text);
      return checked ? [{ cause: suspected, ...checked }] : [];
    },
  );
}
