import {
  ConflictError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  Message,
  RefusalCode,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  LabelChange,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/**
 * Another client changed the namespace between reading and writing: read again,
 * plan again.
 */
export class OutrunError extends ConflictError {}

/** The cluster refuses the change: rights, admission or the object itself. */
export class ChangeRefusedError extends NotAllowedError {
  readonly refusal: Message<RefusalCode>;

  constructor(refusal: Message<RefusalCode>) {
    super(renderMessage(refusal));
    this.refusal = refusal;
  }
}

/** The change was sent, and no answer says whether it was made. */
export class UnknownOutcomeError extends ServiceUnavailableError {}

/** The one thing that may be changed in a cluster: the labels of a namespace. */
export interface NamespaceWriter {
  /** The namespace as it is at this moment. Throws NotFoundError where it is gone. */
  read(name: string): Promise<NamespaceRecord>;
  /**
   * Changes labels, provided that the namespace still has `resourceVersion`;
   * throws OutrunError where it has moved on, and UnknownOutcomeError where
   * the change may have been made and may not. A dry run passes the cluster's
   * admission and changes nothing.
   */
  change(
    name: string,
    change: LabelChange,
    options: { resourceVersion: string; dryRun: boolean },
  ): Promise<void>;
}
