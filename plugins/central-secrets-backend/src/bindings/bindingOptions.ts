import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ConfirmationOptions,
  ConfirmationWay,
  CONFIRMATION_WAYS,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/** How the ties between entities and namespaces are read. */
export interface BindingOptions extends ConfirmationOptions {
  /** `catalog` trusts the entity's annotations for reading; requests never do. */
  readonly read: 'confirmed' | 'catalog';
}

const CONFIRM_BY = 'centralSecrets.bindings.confirmBy';

/** Reads `centralSecrets.bindings`. Throws InputError naming key, value and accepted values. */
export function readBindingOptions(config: Config): BindingOptions {
  const key = 'centralSecrets.bindings.read';
  const read = config.getOptionalString(key) ?? 'confirmed';
  if (read !== 'confirmed' && read !== 'catalog') {
    throw new InputError(
      `Configuration ${key}: "${read}" is not known; use confirmed or catalog`,
    );
  }
  const ownerLabels =
    config.getOptionalStringArray('centralSecrets.bindings.ownerLabels') ?? [];
  const confirmBy = readConfirmBy(config);
  if (confirmBy?.length === 0 && ownerLabels.length === 0) {
    throw new InputError(
      `Configuration ${CONFIRM_BY}: with an empty list and no ownerLabels nothing could confirm a binding; use ${CONFIRMATION_WAYS.join(
        ', ',
      )}, or set centralSecrets.bindings.ownerLabels`,
    );
  }
  return { read, ownerLabels, confirmBy };
}

/** undefined: every way counts. */
function readConfirmBy(config: Config): ConfirmationWay[] | undefined {
  return config.getOptionalStringArray(CONFIRM_BY)?.map(name => {
    const way = CONFIRMATION_WAYS.find(known => known === name);
    if (!way) {
      throw new InputError(
        `Configuration ${CONFIRM_BY}: "${name}" is not known; use ${CONFIRMATION_WAYS.join(
          ', ',
        )}`,
      );
    }
    return way;
  });
}
