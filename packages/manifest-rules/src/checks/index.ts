import { Rule } from '../rule';
import { allowedOwnersInvalid } from './allowedOwnersInvalid';
import { annotationUnknown } from './annotationUnknown';
import { apiVersionUnknown } from './apiVersionUnknown';
import { argoCdDrift } from './argoCdDrift';
import { argoCdPrunes } from './argoCdPrunes';
import { dataFromInvalid } from './dataFromInvalid';
import { dataMissing } from './dataMissing';
import { externalSecretNameTaken } from './externalSecretNameTaken';
import { fetchedUnused } from './fetchedUnused';
import { fieldMissing } from './fieldMissing';
import { fieldUnknown } from './fieldUnknown';
import { fieldValueInvalid } from './fieldValueInvalid';
import { generatedExpires } from './generatedExpires';
import { generatorReferenceInvalid } from './generatorReferenceInvalid';
import { generatorRefused } from './generatorRefused';
import { hubReadDirectly } from './hubReadDirectly';
import { hubSourceMissing } from './hubSourceMissing';
import { immutableRefreshed } from './immutableRefreshed';
import { internalDatasourceOther } from './internalDatasourceOther';
import { internalDelayLong } from './internalDelayLong';
import { internalKindsMixed } from './internalKindsMixed';
import { internalPathContested } from './internalPathContested';
import { internalPathInvalid } from './internalPathInvalid';
import { internalPropertyUnusual } from './internalPropertyUnusual';
import { internalPushOpen } from './internalPushOpen';
import { internalRouteBroken } from './internalRouteBroken';
import { internalValueStays } from './internalValueStays';
import { jsonValueUnquoted } from './jsonValueUnquoted';
import { labelInvalid } from './labelInvalid';
import { literalCredential } from './literalCredential';
import { nameInvalid } from './nameInvalid';
import { nameTooLong } from './nameTooLong';
import { policiesRefused } from './policiesRefused';
import { protectedNamespaceSelected } from './protectedNamespaceSelected';
import { pushSecretInvalid } from './pushSecretInvalid';
import { pushTargetDuplicate } from './pushTargetDuplicate';
import { pushToHub } from './pushToHub';
import { refreshIntervalInvalid } from './refreshIntervalInvalid';
import { refreshIntervalTooShort } from './refreshIntervalTooShort';
import { regexpInvalid } from './regexpInvalid';
import { registryLoginInvalid } from './registryLoginInvalid';
import { requestLabelOutsidePrefix } from './requestLabelOutsidePrefix';
import { requestLabelShared } from './requestLabelShared';
import { requestTermsInvalid } from './requestTermsInvalid';
import { rewriteGroupUnknown } from './rewriteGroupUnknown';
import { secretContested } from './secretContested';
import { secretKeyDuplicate } from './secretKeyDuplicate';
import { secretKeyInvalid } from './secretKeyInvalid';
import { secretLabelsMissing } from './secretLabelsMissing';
import { secretTypeKeysMissing } from './secretTypeKeysMissing';
import { secretTypeRefused } from './secretTypeRefused';
import { secretValueInvalid } from './secretValueInvalid';
import { selectorDeprecated } from './selectorDeprecated';
import { selectorInvalid } from './selectorInvalid';
import { selectorMatchesEverything } from './selectorMatchesEverything';
import { selectorMatchesNoNamespace } from './selectorMatchesNoNamespace';
import { selectorMatchesNothing } from './selectorMatchesNothing';
import { selfServiceInvalid } from './selfServiceInvalid';
import { storeDenies } from './storeDenies';
import { storeMissing } from './storeMissing';
import { storeNotGiven } from './storeNotGiven';
import { storeReferenceIncomplete } from './storeReferenceIncomplete';
import { storeRefused } from './storeRefused';
import { templateEndless } from './templateEndless';
import { templateFails } from './templateFails';
import { templateFunctionRisky } from './templateFunctionRisky';
import { templateFunctionUnknown } from './templateFunctionUnknown';
import { templateKeyMissing } from './templateKeyMissing';
import { templateNotJudged } from './templateNotJudged';
import { templateRefused } from './templateRefused';
import { templateUnparsable } from './templateUnparsable';

/**
 * Every rule. They do not know of each other; their order is only the one in
 * which a reader meets them: the object, the namespaces that it reaches, the
 * data that it fetches, the Secret that it makes of them, its neighbors, and
 * the hub's policies.
 *
 * @public
 */
export const RULES: readonly Rule[] = [
  apiVersionUnknown,
  fieldUnknown,
  fieldMissing,
  fieldValueInvalid,
  nameInvalid,
  nameTooLong,
  labelInvalid,
  selectorInvalid,
  selectorDeprecated,
  selectorMatchesEverything,
  selectorMatchesNothing,
  selectorMatchesNoNamespace,
  protectedNamespaceSelected,
  requestLabelOutsidePrefix,
  annotationUnknown,
  selfServiceInvalid,
  allowedOwnersInvalid,
  requestTermsInvalid,
  requestLabelShared,
  storeMissing,
  storeNotGiven,
  storeReferenceIncomplete,
  storeDenies,
  dataMissing,
  dataFromInvalid,
  regexpInvalid,
  rewriteGroupUnknown,
  generatorReferenceInvalid,
  generatedExpires,
  hubSourceMissing,
  secretKeyDuplicate,
  secretKeyInvalid,
  fetchedUnused,
  refreshIntervalInvalid,
  refreshIntervalTooShort,
  templateUnparsable,
  templateFunctionUnknown,
  templateFunctionRisky,
  templateKeyMissing,
  templateFails,
  templateEndless,
  templateNotJudged,
  secretTypeKeysMissing,
  secretTypeRefused,
  secretValueInvalid,
  registryLoginInvalid,
  jsonValueUnquoted,
  immutableRefreshed,
  secretLabelsMissing,
  policiesRefused,
  secretContested,
  externalSecretNameTaken,
  argoCdPrunes,
  argoCdDrift,
  pushSecretInvalid,
  pushTargetDuplicate,
  internalPathInvalid,
  internalPushOpen,
  internalKindsMixed,
  internalPropertyUnusual,
  internalDatasourceOther,
  internalPathContested,
  internalRouteBroken,
  internalDelayLong,
  internalValueStays,
  literalCredential,
  storeRefused,
  generatorRefused,
  templateRefused,
  pushToHub,
  hubReadDirectly,
];

/**
 * The rules that compare the writers that want one name of an ExternalSecret.
 *
 * A rule in none of the three lists below judges each writer separately: its
 * findings depend on the writer, the stores and the namespaces, and not on
 * other writers.
 *
 * @public
 */
export const EXTERNAL_SECRET_NAME_RULES: readonly Rule[] = [
  externalSecretNameTaken,
];

/**
 * The rules that compare the writers that want one name of a Secret. @public
 */
export const SECRET_NAME_RULES: readonly Rule[] = [secretContested];

/**
 * The rules that compare the writers that want one request label, by
 * `RuleInput.offers`. @public
 */
export const REQUEST_LABEL_RULES: readonly Rule[] = [requestLabelShared];
