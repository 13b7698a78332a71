import { Identity, isAllowed } from './access';
import { RESOURCES } from './resources';

/** Where a client asks what it may do itself. */
export const ACCESS_REVIEW_PATH =
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/**
 * Answers a SelfSubjectAccessReview. It denies every identity all access to
 * resources that the demo cluster does not serve.
 */
export function answerAccessReview(identity: Identity, review: any): object {
  const asked = review?.spec?.resourceAttributes ?? {};
  const resource = RESOURCES.find(
    ({ group, plural }) =>
      group === (asked.group ?? '') && plural === asked.resource,
  );
  const allowed =
    resource !== undefined &&
    isAllowed(identity, {
      verb: asked.verb,
      resource,
      subresource: asked.subresource || undefined,
    });
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec: review?.spec ?? {},
    status: { allowed },
  };
}
