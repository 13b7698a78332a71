import { View } from './judgement';

/** Why nothing could be read. */
export interface SourceProblem {
  /** One line. */
  readonly message: string;
  /** The server answers, and refuses: only a person changes that. */
  readonly isRefusal: boolean;
}

/** Where a wait reads deliveries: a cluster, or Backstage. */
export interface DeliverySource {
  /** For messages: the server's address. */
  readonly server: string;
  /**
   * What is known now, or why it is not known.
   *
   * @param options - `fresh`: reads everything again, whatever is kept
   */
  read(options?: { readonly fresh?: boolean }): Promise<View | SourceProblem>;
  /** Resolves when something has changed, and after the limit at the latest. */
  changed(limitMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Whether nothing could be read. */
export function isProblem(read: View | SourceProblem): read is SourceProblem {
  return 'isRefusal' in read;
}

/** Lets a waiter sleep until someone calls. A call before is not lost. */
export class Bell {
  #rung = false;
  #wake?: () => void;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves at the next ring, and after the limit at the latest. */
  async wait(limitMs: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, limitMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#rung = false;
    this.#wake = undefined;
  }
}
