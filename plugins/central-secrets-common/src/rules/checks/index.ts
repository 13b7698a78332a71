import { Rule } from '../rule';
import { apiVersionUnknown } from './apiVersionUnknown';
import { dataFromInvalid } from './dataFromInvalid';
import { dataMissing } from './dataMissing';
import { externalSecretNameTaken } from './externalSecretNameTaken';
import { literalCredential } from './literalCredential';
import { nameInvalid } from './nameInvalid';
import { policiesRefused } from './policiesRefused';
import { protectedNamespaceSelected } from './protectedNamespaceSelected';
import { refreshIntervalInvalid } from './refreshIntervalInvalid';
import { refreshIntervalTooShort } from './refreshIntervalTooShort';
import { requestLabelOutsidePrefix } from './requestLabelOutsidePrefix';
import { secretContested } from './secretContested';
import { secretKeyDuplicate } from './secretKeyDuplicate';
import { secretLabelsMissing } from './secretLabelsMissing';
import { secretTypeKeysMissing } from './secretTypeKeysMissing';
import { secretTypeRefused } from './secretTypeRefused';
import { secretValueInvalid } from './secretValueInvalid';
import { selectorInvalid } from './selectorInvalid';
import { selectorMatchesEverything } from './selectorMatchesEverything';
import { selectorMatchesNoNamespace } from './selectorMatchesNoNamespace';
import { selectorMatchesNothing } from './selectorMatchesNothing';
import { storeDenies } from './storeDenies';
import { storeMissing } from './storeMissing';
import { storeNotGiven } from './storeNotGiven';
import { templateEndless } from './templateEndless';
import { templateFails } from './templateFails';
import { templateFunctionUnknown } from './templateFunctionUnknown';
import { templateKeyMissing } from './templateKeyMissing';
import { templateNotJudged } from './templateNotJudged';
import { templateUnparsable } from './templateUnparsable';

/**
 * Every rule. They do not know of each other, so their order says nothing but
 * how a reader meets them: the object, whom it reaches, what it fetches, what
 * it makes of it, and its neighbours.
 *
 * @public
 */
export const RULES: readonly Rule[] = [
  apiVersionUnknown,
  nameInvalid,
  selectorInvalid,
  selectorMatchesEverything,
  selectorMatchesNothing,
  selectorMatchesNoNamespace,
  protectedNamespaceSelected,
  requestLabelOutsidePrefix,
  storeMissing,
  storeNotGiven,
  storeDenies,
  dataMissing,
  dataFromInvalid,
  secretKeyDuplicate,
  refreshIntervalInvalid,
  refreshIntervalTooShort,
  templateUnparsable,
  templateFunctionUnknown,
  templateKeyMissing,
  templateFails,
  templateEndless,
  templateNotJudged,
  secretTypeKeysMissing,
  secretTypeRefused,
  secretValueInvalid,
  secretLabelsMissing,
  policiesRefused,
  secretContested,
  externalSecretNameTaken,
  literalCredential,
];
