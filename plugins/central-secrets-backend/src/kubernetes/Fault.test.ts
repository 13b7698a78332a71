import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  AuthenticationError,
  ProxyError,
} from '@central-secrets/kubernetes-client';
import { Fault, faultOfStatus, toFault } from './Fault';

describe('toFault', () => {
  it('says why there was no answer, by the innermost cause', () => {
    const refused = Object.assign(new Error('connect refused'), {
      code: 'ECONNREFUSED',
    });
    const error = new TypeError('fetch failed', { cause: refused });
    expect(toFault(error)).toMatchObject({
      code: 'unreachable',
      message: 'connect refused (ECONNREFUSED)',
      remedy: 'resume',
    });
  });

  it('tells missing credentials from a cluster that is away', () => {
    expect(toFault(new AuthenticationError('no plugin'))).toMatchObject({
      code: 'unauthorized',
      message: 'No credential is available: no plugin',
    });
  });

  it('repeats what a proxy said, and what to do', () => {
    const text =
      'The proxy http://proxy.example:3128 requires a user and password (407 Proxy Authentication Required). Add them to proxy-url in the kubeconfig.';
    expect(toFault(new ProxyError(text))).toMatchObject({
      code: 'unreachable',
      message: text,
    });
  });

  it('leaves a fault as it is', () => {
    const fault = new Fault(
      'forbidden',
      message('no-answer', { problem: 'no' }),
    );
    expect(toFault(fault)).toBe(fault);
  });

  it('shows no credential that a message carries', () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9.bm90LWEtcmVhbC10b2tlbg.c2lnbmF0dXJl';
    expect(toFault(new Error(`bad token ${token}`)).message).not.toContain(
      token,
    );
    expect(
      faultOfStatus('list', 500, { message: `Bearer ${token}` }).message,
    ).not.toContain(token);
  });
});
