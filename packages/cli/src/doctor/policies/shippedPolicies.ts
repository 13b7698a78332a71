import { PolicyDigest } from './policyDigest';
import digests from './policyDigests.json';

/** The policies of `deploy/base/admission`, by name; their bindings have the same names. */
export const SHIPPED_POLICIES: ReadonlyMap<string, PolicyDigest> = new Map(
  Object.entries<PolicyDigest>(digests),
);
