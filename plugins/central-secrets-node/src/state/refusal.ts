import { AdmissionGate } from '../records';

/**
 * The details that the API server names when it refuses a request, from the
 * texts of Kubernetes 1.35: apiserver/pkg/authorization/…/errors.go
 * (forbidden), apiserver/pkg/admission/plugin/webhook/errors (webhooks) and
 * apiserver/pkg/admission/plugin/resourcequota (quotas).
 *
 * @public
 */
export interface Refusal {
  /** The right that the caller lacks. */
  readonly right?: {
    readonly user: string;
    readonly verb: string;
    /** With its API group, as `kubectl auth can-i` takes it. */
    readonly resource: string;
    /**
     * The name of the one object that it is about; undefined: it is about no
     * particular object.
     */
    readonly name?: string;
    /** undefined: at the scope of the cluster. */
    readonly namespace?: string;
  };
  /** The webhook that was asked and gave no answer. */
  readonly silentWebhook?: string;
  /** The ResourceQuota that is used up. */
  readonly quota?: string;
  /** The policies and webhooks that may have refused it; a text names none of these. */
  readonly gates?: readonly AdmissionGate[];
}

/** Returns the refusal as far as the text names its parts. @public */
export function refusalIn(text: string): Refusal {
  const [, name, user, verb, resource, group, namespace] =
    /(?: "([^"]+)")? is forbidden: User "([^"]+)" cannot (\S+) resource "([^"]+)" in API group "([^"]*)"(?: in the namespace "([^"]+)")?/.exec(
      text,
    ) ?? [];
  return {
    right: user
      ? {
          user,
          verb,
          resource: group ? `${resource}.${group}` : resource,
          name,
          namespace,
        }
      : undefined,
    silentWebhook: /failed calling webhook "([^"]+)"/.exec(text)?.[1],
    quota: /exceeded quota: ([^,\s]+)/.exec(text)?.[1],
  };
}
