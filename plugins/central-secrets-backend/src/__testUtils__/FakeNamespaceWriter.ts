import {
  applyLabelChange,
  LabelChange,
  NamespaceRecord,
  parseNamespace,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { RawObject } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { NamespaceWriter, OutrunError } from '../requests/NamespaceWriter';

/** The record for a test to check: every change that was sent, in order. */
export interface SentChange {
  readonly namespace: string;
  readonly change: LabelChange;
  readonly dryRun: boolean;
  readonly resourceVersion: string;
}

/** A cluster's namespaces, as the write credential sees them. */
export class FakeNamespaceWriter implements NamespaceWriter {
  readonly sent: SentChange[] = [];
  reads = 0;
  /** Run before the next changes, one each: to change the namespace, or to throw. */
  readonly before: Array<() => void> = [];
  /** Run after the next changes, one each: to lose the answer by a throw. */
  readonly after: Array<() => void> = [];
  /** Run before the next reads, one each. */
  readonly beforeRead: Array<() => void> = [];
  #version = 1;
  readonly #namespaces = new Map<string, RawObject>();

  constructor(...namespaces: RawObject[]) {
    namespaces.forEach(namespace => this.put(namespace));
  }

  /** Another client writes a namespace. */
  put(namespace: RawObject): void {
    const metadata = namespace.metadata as RawObject;
    this.#version += 1;
    this.#namespaces.set(String(metadata.name), {
      ...namespace,
      metadata: { ...metadata, resourceVersion: String(this.#version) },
    });
  }

  labels(name: string): Readonly<Record<string, string>> {
    return this.#now(name).labels;
  }

  async read(name: string): Promise<NamespaceRecord> {
    this.reads += 1;
    this.beforeRead.shift()?.();
    return this.#now(name);
  }

  async change(
    name: string,
    change: LabelChange,
    options: { resourceVersion: string; dryRun: boolean },
  ): Promise<void> {
    this.sent.push({ namespace: name, change, ...options });
    this.before.shift()?.();
    const { resourceVersion, labels } = this.#now(name);
    if (resourceVersion !== options.resourceVersion) {
      throw new OutrunError('changed by somebody else');
    }
    if (!options.dryRun) {
      const namespace = this.#namespaces.get(name)!;
      this.put({
        ...namespace,
        metadata: {
          ...(namespace.metadata as RawObject),
          labels: applyLabelChange(labels, change),
        },
      });
    }
    this.after.shift()?.();
  }

  #now(name: string): NamespaceRecord {
    return parseNamespace(this.#namespaces.get(name));
  }
}
