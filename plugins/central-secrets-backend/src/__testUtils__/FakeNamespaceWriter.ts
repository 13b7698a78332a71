import {
  applyLabelChange,
  LabelChange,
  NamespaceRecord,
  parseNamespace,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { RawObject } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import { NamespaceWriter, OutrunError } from '../requests/NamespaceWriter';

/** What a test may look at: every change that was sent, in order. */
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
  private version = 1;
  private readonly namespaces = new Map<string, RawObject>();

  constructor(...namespaces: RawObject[]) {
    namespaces.forEach(namespace => this.put(namespace));
  }

  /** Somebody else writes a namespace. */
  put(namespace: RawObject): void {
    const metadata = namespace.metadata as RawObject;
    this.version += 1;
    this.namespaces.set(String(metadata.name), {
      ...namespace,
      metadata: { ...metadata, resourceVersion: String(this.version) },
    });
  }

  labels(name: string): Readonly<Record<string, string>> {
    return this.now(name).labels;
  }

  async read(name: string): Promise<NamespaceRecord> {
    this.reads += 1;
    return this.now(name);
  }

  async change(
    name: string,
    change: LabelChange,
    options: { resourceVersion: string; dryRun: boolean },
  ): Promise<void> {
    this.sent.push({ namespace: name, change, ...options });
    this.before.shift()?.();
    const { resourceVersion, labels } = this.now(name);
    if (resourceVersion !== options.resourceVersion) {
      throw new OutrunError('changed by somebody else');
    }
    if (!options.dryRun) {
      const namespace = this.namespaces.get(name)!;
      this.put({
        ...namespace,
        metadata: {
          ...(namespace.metadata as RawObject),
          labels: applyLabelChange(labels, change),
        },
      });
    }
  }

  private now(name: string): NamespaceRecord {
    return parseNamespace(this.namespaces.get(name));
  }
}
