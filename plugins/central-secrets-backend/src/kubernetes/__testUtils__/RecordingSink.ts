import { Replacement, Sink } from '../types';
import { ScriptedObject, digest } from './ScriptedSource';

/** A sink that keeps what it gets as it is, and how often it was replaced. */
export class RecordingSink implements Sink {
  replacements = 0;
  #objects = new Map<string, ScriptedObject>();

  contents(): Record<string, string> {
    return digest(this.#objects.values());
  }

  startReplacement(): Replacement {
    const next = new Map<string, ScriptedObject>();
    return {
      add: object =>
        next.set(
          (object as ScriptedObject).metadata.name,
          object as ScriptedObject,
        ),
      commit: () => {
        this.#objects = next;
        this.replacements += 1;
      },
    };
  }

  upsert(object: unknown): void {
    const scripted = object as ScriptedObject;
    this.#objects.set(scripted.metadata.name, scripted);
  }

  remove(object: unknown): void {
    this.#objects.delete((object as ScriptedObject).metadata.name);
  }
}
