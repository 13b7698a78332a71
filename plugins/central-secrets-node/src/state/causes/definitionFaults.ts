import { FailureCause } from '../../text';
import { DeliveryContext } from '../context';
import { DefinitionFault } from '../delivery';
import { STAGE_READ, STAGE_WRITE } from '../operatorTexts';

/** How the failure of an attempt follows from a fault of the definition. */
interface Consequence {
  readonly cause: FailureCause;
  /** How the operator's message begins when it fails for this reason. */
  readonly stage: string;
}

const TEMPLATE: Consequence = { cause: 'template', stage: STAGE_WRITE };
const INVALID_SECRET: Consequence = {
  cause: 'invalid-secret',
  stage: STAGE_WRITE,
};
const REWRITE: Consequence = { cause: 'template', stage: STAGE_READ };

/** The rules whose errors make every attempt fail, by their code. */
const CONSEQUENCES: Readonly<Record<string, Consequence>> = {
  'template-unparsable': TEMPLATE,
  'template-function-unknown': TEMPLATE,
  'template-key-missing': TEMPLATE,
  'template-fails': TEMPLATE,
  'template-endless': TEMPLATE,
  'regexp-invalid': REWRITE,
  'secret-type-keys-missing': INVALID_SECRET,
  'secret-key-invalid': INVALID_SECRET,
  'secret-value-invalid': INVALID_SECRET,
};

/** A fault of the definition that makes the attempt fail. */
export interface FailingFault extends Consequence {
  readonly fault: DefinitionFault;
  /** Whether the operator says that it failed where this fault makes it fail. */
  readonly isStageKnown: boolean;
}

/**
 * The fault of the distribution's manifest that explains a failed attempt: one
 * at which the operator arrives, and not one behind the operation that failed.
 */
export function findFailingFault({
  input,
  failure,
}: DeliveryContext): FailingFault | undefined {
  const said = failure?.condition.message ?? '';
  const isOfStage = (stage: string) => said.startsWith(stage);
  const isKnown = [STAGE_READ, STAGE_WRITE].some(isOfStage);
  return (input.faults ?? [])
    .flatMap(fault =>
      Object.hasOwn(CONSEQUENCES, fault.code)
        ? [{ ...CONSEQUENCES[fault.code], fault, isStageKnown: isKnown }]
        : [],
    )
    .find(({ stage }) => !isKnown || isOfStage(stage));
}
