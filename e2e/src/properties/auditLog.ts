import { open } from 'node:fs/promises';

/** A line of the API server's audit log (audit.k8s.io/v1 Event), as far as it is looked at. */
export interface AuditEntry {
  readonly level: string;
  readonly stage: string;
  readonly verb: string;
  readonly user: { readonly username: string };
  /** Whom `user` acted as. */
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

/** Who it was: the one acted as, where there is one. */
export function whoOf(entry: AuditEntry): string {
  return (entry.impersonatedUser ?? entry.user).username;
}

/** Follows the audit log from where it ends now, and finds what is about Secrets. */
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

  private constructor(private readonly file: string, private offset: number) {}

  /** Every entry about Secrets of a namespace, in the order in which they were written. */
  async aboutSecretsIn(namespace: string): Promise<readonly AuditEntry[]> {
    this.#read = this.#read.then(() => this.#readOn());
    await this.#read;
    return this.#byNamespace.get(namespace) ?? [];
  }

  async #readOn(): Promise<void> {
    const handle = await open(this.file);
    try {
      const { size } = await handle.stat();
      const bytes = Buffer.alloc(size - this.offset);
      await handle.read(bytes, 0, bytes.length, this.offset);
      this.offset = size;
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
