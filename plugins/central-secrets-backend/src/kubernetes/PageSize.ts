import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  AnswerTooLargeError,
  sizeText,
} from '@central-secrets/kubernetes-client';
import { Fault } from './Fault';

/**
 * The number of objects to ask for in a page. The authors of large objects
 * decide how large a page is: a page beyond the limit is asked for again with
 * half as many objects, so that large objects cost requests and hide nothing;
 * and pages grow again where the objects are small.
 */
export class PageSize {
  readonly #most: number;
  readonly #limitBytes: number;
  #size: number;

  constructor(most: number, limitBytes: number) {
    this.#most = most;
    this.#limitBytes = limitBytes;
    this.#size = most;
  }

  /**
   * Asks for one page, as often as it takes.
   *
   * @param ask - gets the number of objects, and answers with the page and its
   * length, where that is known
   * @throws Fault where a single object is beyond the limit; whatever else `ask` throws
   */
  async read<Page extends { readonly bytes?: number }>(
    ask: (limit: number) => Promise<Page>,
  ): Promise<Page> {
    for (;;) {
      try {
        const page = await ask(this.#size);
        if (page.bytes !== undefined && page.bytes * 2 <= this.#limitBytes) {
          this.#size = Math.min(this.#most, this.#size * 2);
        }
        return page;
      } catch (error) {
        if (!(error instanceof AnswerTooLargeError)) {
          throw error;
        }
        if (this.#size === 1) {
          throw new Fault(
            'failing',
            message('object-too-large', {
              path: error.path,
              size: sizeText(error.limitBytes),
            }),
          );
        }
        this.#size = Math.floor(this.#size / 2);
      }
    }
  }
}
