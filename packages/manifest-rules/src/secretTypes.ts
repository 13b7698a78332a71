import { ownOf } from '@central-secrets/backstage-plugin-central-secrets-node';

/**
 * The API server's demands on each type of Secret (`ValidateSecret` in
 * pkg/apis/core/validation of Kubernetes), and the form that the Secret's
 * readers demand of the values.
 */
interface SecretType {
  /** One of each group must be there. */
  readonly required: readonly (readonly string[])[];
  readonly forms: Readonly<Record<string, 'json' | 'pem'>>;
}

const SECRET_TYPES: Readonly<Record<string, SecretType>> = {
  'kubernetes.io/dockerconfigjson': {
    required: [['.dockerconfigjson']],
    forms: { '.dockerconfigjson': 'json' },
  },
  'kubernetes.io/dockercfg': {
    required: [['.dockercfg']],
    forms: { '.dockercfg': 'json' },
  },
  'kubernetes.io/tls': {
    required: [['tls.crt'], ['tls.key']],
    forms: { 'tls.crt': 'pem', 'tls.key': 'pem' },
  },
  'kubernetes.io/ssh-auth': {
    required: [['ssh-privatekey']],
    forms: { 'ssh-privatekey': 'pem' },
  },
  'kubernetes.io/basic-auth': {
    required: [['username', 'password']],
    forms: {},
  },
};

/** Groups of keys of which a Secret of this type must have one each. */
export function requiredKeys(type: string): readonly (readonly string[])[] {
  return ownOf(SECRET_TYPES, type)?.required ?? [];
}

/** The form that a key's value must have in a Secret of this type. */
export function acceptedForm(type: string, key: string): '' | 'json' | 'pem' {
  return ownOf(ownOf(SECRET_TYPES, type)?.forms ?? {}, key) ?? '';
}
