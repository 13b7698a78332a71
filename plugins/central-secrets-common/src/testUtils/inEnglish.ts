import { renderMessage } from '../texts';

/** A message, by its structure. @public */
export interface CodeAndParameters {
  readonly code: string;
  readonly parameters: Readonly<
    Record<string, string | number | boolean | readonly string[]>
  >;
}

/** The messages of a delivery. @public */
export interface DeliveryMessages {
  readonly summary: CodeAndParameters;
  readonly remedy: CodeAndParameters & {
    readonly by: string;
    readonly command?: string | null;
  };
  readonly warnings: readonly CodeAndParameters[];
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
