import { RawObject } from './merge';

/** What takes the place of a text that the operator has written. @public */
export type TextRewrite = (text: string) => string;

/**
 * An object with other texts in place of the operator's: in the message of an
 * event, in those of the conditions, and in the reasons of the namespaces that a
 * ClusterExternalSecret could not provision.
 *
 * @public
 */
export function withOtherTexts(
  object: RawObject,
  rewrite: TextRewrite,
): RawObject {
  const copy: any = structuredClone(object);
  if (copy.involvedObject) {
    copy.message = rewrite(copy.message ?? '');
  }
  if (copy.kind !== 'Namespace') {
    (copy.status?.conditions ?? [])
      .filter(({ message }: any) => message)
      .forEach((condition: any) => {
        condition.message = rewrite(condition.message);
      });
  }
  (copy.status?.failedNamespaces ?? []).forEach((failed: any) => {
    failed.reason = rewrite(failed.reason);
  });
  return copy;
}

const UPDATE_FAILED = 'could not update secret';

const SINCE_2_14: readonly (readonly [RegExp, string])[] = [
  [
    /^could not create or update ExternalSecret/,
    'could not create or update ExternalSecret',
  ],
  [
    /cannot get Kubernetes secret/,
    'could not get secret data from provider: Kubernetes resource not found',
  ],
  [
    /secrets? "[^"]*" not found|Secret does not exist/,
    'could not get secret data from provider: spec.data[0]',
  ],
  [
    /could not apply template.*(?:not defined|unclosed|unexpected)/s,
    `${UPDATE_FAILED}: spec.target.template.data: template parsing failed`,
  ],
  [
    /could not apply template/,
    `${UPDATE_FAILED}: spec.target.template.data: template execution failed`,
  ],
  [/owned by another/, 'target is owned by another ExternalSecret'],
  [/set controller reference/, 'failed to take ownership of target secret'],
  // A policy denies with the error 422 where it says nothing else, as validation does.
  [
    /Secret "[^"]*" is invalid|ValidatingAdmissionPolicy '[^']*'.* denied request/s,
    `${UPDATE_FAILED}: Kubernetes object validation failed`,
  ],
  // A webhook that denies without a code is the error 400; one that is silent, 500.
  [
    /admission webhook|failed calling webhook/,
    `${UPDATE_FAILED}: Kubernetes API request failed`,
  ],
  [/exceeded quota/, `${UPDATE_FAILED}: Kubernetes API access denied`],
  [/immutable/, 'could not update secret, target is immutable'],
  [/^error processing/, 'could not get secret data from provider'],
];

/**
 * A text of an older operator as operators from 2.14 on publish it: the
 * operation, and a detail of a closed list (design 016 of External Secrets
 * Operator).
 *
 * @public
 */
export const asSince214: TextRewrite = text =>
  SINCE_2_14.find(([pattern]) => pattern.test(text))?.[1] ?? text;
