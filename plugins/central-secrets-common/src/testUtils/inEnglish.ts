import { Message, renderMessage } from '../texts';

/** The messages of a delivery. @public */
export interface DeliveryMessages {
  readonly summary: Message;
  readonly remedy: Message & {
    readonly by: string;
    readonly command?: string | null;
  };
  readonly warnings: readonly Message[];
}

/**
 * A delivery with its messages as English sentences, for tests that assert what
 * a person reads.
 *
 * @public
 */
export function inEnglish<Delivery extends DeliveryMessages>(
  delivery: Delivery,
) {
  const { by, command } = delivery.remedy as Delivery['remedy'];
  return {
    ...delivery,
    summary: renderMessage(delivery.summary),
    remedy: {
      by: by as Delivery['remedy']['by'],
      text: renderMessage(delivery.remedy),
      command: command as Delivery['remedy']['command'],
    },
    warnings: delivery.warnings.map(warning => ({
      code: warning.code as Delivery['warnings'][number]['code'],
      text: renderMessage(warning),
    })),
  };
}
