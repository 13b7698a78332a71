import { FakeRepository } from '../FakeRepository';

/** A request to a double, in pieces. */
export interface Asked {
  readonly method: string;
  /** Below the API's address, with the encoding of its pieces. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly request: Request;
}

/** Answers a host's API from a repository, as the host's documentation says. */
export type Serve = (
  asked: Asked,
  repository: FakeRepository,
) => Promise<Response>;

export const json = (body: unknown, status = 200) =>
  Response.json(body, { status });
export const notFound = () => json({ message: 'Not Found' }, 404);
export const base64 = (text: string) => Buffer.from(text).toString('base64');
export const decode = (text: string) => Buffer.from(text, 'base64').toString();
export const rest = (path: string, start: string) =>
  path.startsWith(start)
    ? path.slice(start.length).split('/').map(decodeURIComponent).join('/')
    : undefined;
