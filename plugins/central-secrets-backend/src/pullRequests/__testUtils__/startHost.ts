import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createHost } from '../createHost';
import { HostType } from '../filePath';
import { parseRepositoryUrl } from '../repositoryUrl';
import { FakeRepository } from './FakeRepository';
import { HostDouble } from './hostDoubles';

/** What a test does to the network and the host. */
export interface Controls {
  /** Answers in place of the double, where it answers at all. */
  intercept?: (asked: string) => Response | undefined;
  /** The double does what is asked, and its answer is lost. */
  loses?: (asked: string) => boolean;
}

/** A repository at the double of a host, and a connection to it. */
export function startHost(
  double: HostDouble,
  files: Readonly<Record<string, string>>,
  branch?: string,
) {
  const repository = new FakeRepository(files);
  /** Every request, such as `GET /repos/acme/clusters`. */
  const asked: string[] = [];
  const controls: Controls = {};
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!request.url.startsWith(`${double.apiUrl}/`)) {
      throw new TypeError(`Nothing answers ${request.url}`);
    }
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.slice(
      new URL(double.apiUrl).pathname.replace(/\/$/, '').length,
    );
    const what = `${request.method} ${path}`;
    asked.push(what);
    const instead = controls.intercept?.(what);
    if (instead) {
      return instead;
    }
    if (request.headers.get('authorization') !== double.authorization) {
      return Response.json({ message: 'Unauthorized' }, { status: 401 });
    }
    const answer = await double.serve(
      { method: request.method, path, query: searchParams, request },
      repository,
    );
    if (controls.loses?.(what)) {
      throw new TypeError('fetch failed');
    }
    return answer;
  };
  const integrations = ScmIntegrations.fromConfig(
    new ConfigReader({ integrations: double.integrations } as any),
  );
  const host = createHost(
    { url: parseRepositoryUrl(double.repositoryUrl)!, branch },
    double.type as HostType,
    integrations,
    send,
  );
  return { host, repository, asked, controls, integrations, send };
}
