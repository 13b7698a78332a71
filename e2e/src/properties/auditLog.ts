import { open } from 'node:fs/promises';

/**
 * A line of the API server's audit log (audit.k8s.io/v1 Event), with the fields
 * that the tests read.
 */
export interface AuditEntry {
  readonly level: string;
  readonly stage: string;
  readonly verb: string;
  readonly user: { readonly username: string };
  /** The user whom `user` impersonated. */
  readonly impersonatedUser?: { readonly username: string };
  readonly sourceIPs?: readonly string[];
  readonly userAgent?: string;
  readonly objectRef?: {
    readonly resource: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly subresource?: string;
  };
  readonly responseStatus?: { readonly code: number };
  readonly requestReceivedTimestamp: string;
  readonly stageTimestamp: string;
  readonly requestObject?: unknown;
  readonly responseObject?: unknown;
}

/** The user who acted: the impersonated one, where there is one. */
export function whoOf(entry: AuditEntry): string {
  return (entry.impersonatedUser ?? entry.user).username;
}

/**
 * Follows the audit log from its current end, and finds the entries about
 * Secrets.
 */
export class AuditLog {
  readonly #byNamespace = new Map<string, AuditEntry[]>();
  #read: Promise<void> = Promise.resolve();
  #unfinished = '';

  static async follow(file: string): Promise<AuditLog> {
    const handle = await open(file);
    const { size } = await handle.stat();
    await handle.close();
    return new AuditLog(file, size);
  }

  readonly #file: string;
  #offset: number;

  private constructor(file: string, offset: number) {
    this.#file = file;
    this.#offset = offset;
  }

  /** Every entry about Secrets of a namespace, in the order in which they were written. */
  async aboutSecretsIn(namespace: string): Promise<readonly AuditEntry[]> {
    this.#read = this.#read.then(() => this.#readNewLines());
    await this.#read;
    return this.#byNamespace.get(namespace) ?? [];
  }

  async #readNewLines(): Promise<void> {
    const handle = await open(this.#file);
    try {
      const { size } = await handle.stat();
      const bytes = Buffer.alloc(size - this.#offset);
      await handle.read(bytes, 0, bytes.length, this.#offset);
      this.#offset = size;
      // Whole lines are ASCII but for names, which are ASCII as well.
      const lines = (this.#unfinished + bytes.toString('utf8')).split('\n');
      this.#unfinished = lines.pop()!;
      lines.forEach(line => this.#keep(JSON.parse(line)));
    } finally {
      await handle.close();
    }
  }

  #keep(entry: AuditEntry): void {
    const { resource, namespace } = entry.objectRef ?? {};
    if (resource === 'secrets' && namespace) {
      const entries = this.#byNamespace.get(namespace) ?? [];
      entries.push(entry);
      this.#byNamespace.set(namespace, entries);
    }
  }
}
