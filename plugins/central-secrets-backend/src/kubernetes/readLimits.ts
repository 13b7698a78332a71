const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * The maximum size that is read of each sort of answer of an API server. Bytes.
 *
 * etcd refuses objects over 1.5 MiB by default and the API server requests over
 * 3 MiB, so nothing that a cluster can hold is beyond `document`. A page of 500
 * ordinary objects has under 2 MiB; one of larger objects is asked for again in
 * smaller pages (`PageSize`), down to one object.
 */
export const READ_LIMITS = {
  page: 16 * MIB,
  document: 8 * MIB,
  error: 256 * KIB,
} as const;
