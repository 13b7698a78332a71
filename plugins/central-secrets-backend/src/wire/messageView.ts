import { Message } from '@central-secrets/backstage-plugin-central-secrets-common';

/** A message in the contract's form. */
export function toMessage<Code extends string>({
  code,
  parameters,
}: Message<Code>): { code: Code; parameters: Message['parameters'] } {
  return { code, parameters };
}
