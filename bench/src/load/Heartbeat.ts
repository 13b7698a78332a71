/* eslint-disable @backstage/no-relative-monorepo-imports */
import { setTimeout as wait } from 'node:timers/promises';
import { ControlPlane } from '../../../e2e/src/framework/controlPlane';
import { patchObject, PlainObject } from '../../../e2e/src/framework/objects';

const EVERY_MS = 2_000;

/** Writes one object repeatedly until it is stopped. */
export class Heartbeat {
  readonly #stop = new AbortController();
  readonly #beating: Promise<string>;

  constructor(plane: ControlPlane, object: PlainObject) {
    this.#beating = this.#beat(plane, object);
    // `stop` reports it.
    this.#beating.catch(() => {});
  }

  /**
   * @returns the last version that it wrote
   * @throws Error where it could not write
   */
  stop(): Promise<string> {
    this.#stop.abort();
    return this.#beating;
  }

  async #beat(plane: ControlPlane, object: PlainObject): Promise<string> {
    for (let count = 1; ; count += 1) {
      const { metadata } = await patchObject(plane.api, object, {
        metadata: { annotations: { 'bench/heartbeat': String(count) } },
      });
      try {
        await wait(EVERY_MS, undefined, { signal: this.#stop.signal });
      } catch {
        return metadata.resourceVersion as string;
      }
    }
  }
}
