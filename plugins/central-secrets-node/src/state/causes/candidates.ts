import {
  firstNames,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { FailureCause, namesInFailure } from '../../text';
import {
  describeQuotas,
  describeStore,
  editSpec,
  getGenerator,
  LIST_POLICIES,
} from '../commands';
import { DeliveryContext } from '../context';
import { Candidate } from '../delivery';
import { specHolder, specKeeper } from '../specOwner';
import { generatorTitle } from '../generators';
import { suspectsOf, titlesOf } from '../namedStores';
import { STAGE_READ, STAGE_WRITE } from '../operatorTexts';
import { gateTitle } from '../refusalEvidence';
import { FoundCause } from './foundCause';
import { judgeWrite } from './refusedWrite';

type Check = (
  context: DeliveryContext,
  text: string,
  source?: string,
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
    'source-missing': (context, text, source = namesInFailure(text).source) => {
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
    generator: (context, text) => {
      const { generators = [] } = context.spec;
      const [first] = generators;
      return first
        ? {
            check: message(
              'check-generator.named',
              firstNames(generators.map(generatorTitle)),
            ),
            by: specKeeper(context),
            command: getGenerator(first, context.input),
          }
        : checkDefinition('check-generator')(context, text);
    },
    template: checkDefinition('check-template'),
    'invalid-secret': context => ({
      check: message('check-secret-data', {
        definition: specHolder(context),
        type: context.spec.targetType,
      }),
      by: specKeeper(context),
      command: editSpec(context),
    }),
    admission: context => {
      const { gates } = judgeWrite(context);
      return {
        check:
          gates.length > 0
            ? message(
                'check-admission.named',
                firstNames([...new Set(gates.map(gateTitle))]),
              )
            : message('check-admission'),
        by: 'platform',
        command: LIST_POLICIES,
      };
    },
    quota: ({ input }) => ({
      check: message('check-quota', { namespace: input.namespace.name }),
      by: 'developer',
      command: describeQuotas(input.namespace.name),
    }),
    'definitions-mismatch': () => ({
      check: message('check-definitions'),
      by: 'platform',
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

/** Those of them that all deliveries of a store have in common. */
const OF_A_STORE: readonly Suspicion[] = [
  ['store-login'],
  ['provider-unavailable'],
  ['permission'],
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
  input,
  failure,
  stores,
}: DeliveryContext): readonly Suspicion[] {
  if (!failure) {
    return OF_A_COPY;
  }
  const { message: said } = failure.condition;
  const ofAStore = input.sharedFaults?.some(({ isSuspected }) => isSuspected)
    ? OF_A_STORE
    : OF_A_READ;
  const ofARead: readonly Suspicion[] =
    stores.length === 0 ? [['generator']] : ofAStore;
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
  { cause, certainty, source, excluded = [] }: FoundCause,
  text: string,
): Candidate[] {
  if (certainty === 'proven') {
    return [];
  }
  const suspicions: readonly Suspicion[] =
    cause === 'other' ? suspicionsOf(context) : [[cause]];
  const isWrite =
    !context.failure ||
    context.failure.condition.message.startsWith(STAGE_WRITE);
  // Of a read, an account without a right may still be the cause.
  const ruledOut = isWrite ? judgeWrite(context).excluded : [];
  return suspicions
    .filter(
      ([suspected]) =>
        cause !== 'other' || ![...excluded, ...ruledOut].includes(suspected),
    )
    .flatMap(([suspected, check = CHECK_OF_CAUSE[suspected]]): Candidate[] => {
      const checked = check(context, text, source?.source);
      return checked ? [{ cause: suspected, ...checked }] : [];
    });
}
