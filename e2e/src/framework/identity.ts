import { HttpConnection } from '@central-secrets/kubernetes-client';

/** How to reach an API server, and as which user. */
export interface Identity {
  /** https://127.0.0.1:PORT */
  readonly url: string;
  /** PEM; empty where the server has no TLS. */
  readonly certificateAuthority: string;
  readonly token: string;
  /** The user whom the owner of the token impersonates; by default none. */
  readonly actingAs?: {
    readonly user: string;
    readonly groups?: readonly string[];
  };
}

/** A connection to an API server as a user, who stays the same. The caller closes it. */
export function connectAs({
  url,
  certificateAuthority,
  token,
  actingAs,
}: Identity): HttpConnection {
  const headers = {
    authorization: `Bearer ${token}`,
    'user-agent': 'central-secrets-e2e',
    ...(actingAs && {
      'impersonate-user': actingAs.user,
      'impersonate-group': actingAs.groups ?? [],
    }),
  };
  return new HttpConnection({
    endpoint: {
      url,
      ca: certificateAuthority || undefined,
      skipTLSVerify: false,
    },
    authentication: { current: async () => ({ headers }), refused: () => {} },
  });
}
