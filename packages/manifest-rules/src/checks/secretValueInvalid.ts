import { templateRule } from '../templateRule';
import { TemplateToJudge } from '../templates';

const WANTED: Readonly<Record<TemplateToJudge['accept'], string>> = {
  '': '',
  json: 'a JSON object such as {"auths": {"ghcr.io": {"username": {{ .username | toJson }}, "password": {{ .token | toJson }}}}}',
  pem: 'PEM text, as it is at the source: without base64 around it',
  map: 'a YAML map of texts, such as "key: {{ .key | quote }}"',
};

export const secretValueInvalid = templateRule(
  {
    code: 'secret-value-invalid',
    severity: 'error',
    summary: "The value is in the form that the Secret's type asks for.",
  },
  (verdict, { template }) =>
    verdict.outcome === 'rendered' && !verdict.accepted
      ? `${template.name} cannot be valid with any value: write ${
          WANTED[template.accept]
        }`
      : undefined,
);
