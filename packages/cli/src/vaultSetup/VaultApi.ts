import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { firstLine } from '../cluster';
import { VaultAddress } from './options';

const TIME_LIMIT_MS = 30_000;
const MOST_BYTES = 1024 * 1024;

/** Vault cannot be used; the message is one line, without the token. */
export class VaultProblem extends Error {}

/** An answer of Vault: its status, and the object that it sent, if any. */
export interface VaultAnswer {
  readonly status: number;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Its own words for a refusal. */
  readonly words: string;
}

/** Requests to the API of one Vault. */
export class VaultApi {
  readonly #headers: Readonly<Record<string, string>>;
  readonly #authority: string | undefined;
  readonly #hidden: readonly string[];

  /** @param hidden - texts that no message has, whatever a server sends */
  private constructor(
    readonly url: string,
    headers: Readonly<Record<string, string>>,
    authority: string | undefined,
    hidden: readonly string[],
  ) {
    this.#headers = headers;
    this.#authority = authority;
    this.#hidden = hidden;
  }

  /**
   * Reads the files that the address names.
   *
   * @param reviewerToken - may be sent, and no message has it
   * @throws VaultProblem
   */
  static async open(
    address: VaultAddress,
    reviewerToken?: string,
  ): Promise<VaultApi> {
    const { url, token, authorityFile, namespace } = address;
    const text =
      'text' in token
        ? token.text
        : await readText('VAULT_TOKEN_FILE', token.file);
    const sentToken = singleLine('the token', text);
    return new VaultApi(
      url,
      {
        'X-Vault-Token': sentToken,
        // Vault refuses some requests without it (Vault Agent's protection).
        'X-Vault-Request': 'true',
        ...(namespace
          ? { 'X-Vault-Namespace': singleLine('VAULT_NAMESPACE', namespace) }
          : {}),
      },
      authorityFile && (await readText('VAULT_CACERT', authorityFile)),
      [sentToken, ...(reviewerToken ? [reviewerToken] : [])],
    );
  }

  /** Sends one request. @throws VaultProblem where no answer of Vault comes */
  async ask(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<VaultAnswer> {
    const { status, text } = await this.#send(method, path, body);
    if (status >= 300 && status < 400) {
      throw new VaultProblem(
        `${method} ${path} is redirected (${status}): set VAULT_ADDR to the active Vault`,
      );
    }
    if (text === '') {
      return { status, words: `status ${status}` };
    }
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      throw this.#isNotVault(method, path, status);
    }
    if (!isObject(parsed)) {
      throw this.#isNotVault(method, path, status);
    }
    const { errors } = parsed;
    const words = Array.isArray(errors)
      ? errors.map(each => this.#safe(String(each))).filter(Boolean)
      : [];
    return {
      status,
      body: parsed,
      words: [`status ${status}`, ...words].join(': '),
    };
  }

  #safe(text: string): string {
    return firstLine(
      this.#hidden.reduce((rest, each) => rest.replaceAll(each, '…'), text),
    );
  }

  #isNotVault(method: string, path: string, status: number) {
    return new VaultProblem(
      `${method} ${path} was answered (${status}), but not by a Vault: check VAULT_ADDR ${this.url}`,
    );
  }

  #send(
    method: string,
    path: string,
    body: object | undefined,
  ): Promise<{ status: number; text: string }> {
    const content = body && JSON.stringify(body);
    const url = `${this.url}/v1/${path}`;
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const fail = (reason: string) =>
        reject(
          new VaultProblem(
            `${method} ${path} failed: ${this.#safe(
              reason,
            )}. Check VAULT_ADDR ${this.url} and VAULT_CACERT`,
          ),
        );
      const sent = send(
        url,
        {
          method,
          ca: this.#authority,
          agent: false,
          signal: AbortSignal.timeout(TIME_LIMIT_MS),
          headers: {
            ...this.#headers,
            ...(content
              ? {
                  'Content-Type': 'application/json',
                  'Content-Length': Buffer.byteLength(content),
                }
              : {}),
          },
        },
        answer => {
          const chunks: Buffer[] = [];
          let size = 0;
          answer.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > MOST_BYTES) {
              sent.destroy(new Error('the answer is larger than 1 MiB'));
              return;
            }
            chunks.push(chunk);
          });
          answer.on('error', error => fail(error.message));
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              text: Buffer.concat(chunks).toString('utf8').trim(),
            }),
          );
        },
      );
      sent.on('error', error =>
        fail(
          error.name === 'TimeoutError' || error.name === 'AbortError'
            ? `no answer in ${TIME_LIMIT_MS / 1_000} s`
            : error.message || error.name,
        ),
      );
      sent.end(content);
    });
  }
}

/** Whether a value is an object with fields. */
export function isObject(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a file. @throws VaultProblem that names the file and where it comes from */
export async function readText(what: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new VaultProblem(
      `${what} ${file} cannot be read (${
        (error as NodeJS.ErrnoException).code
      }): name a file that exists`,
    );
  }
}

/** A text that fits in a header. @throws VaultProblem without the text */
function singleLine(what: string, text: string): string {
  const line = text.trim();
  if (!/^[\x21-\x7e]+$/.test(line)) {
    throw new VaultProblem(
      `${what} is empty, or has spaces, line breaks or other such characters: it must be one line`,
    );
  }
  return line;
}
