import {
  fieldsListOf,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';
import { isUnfinishedTemplate } from '../substitutions';
import { keyExpression, readsAllKeys } from '../templateText';
import { Writer } from '../Writer';

/** All texts of a template that may read keys; undefined where some are not in the manifest. */
function textsOfTemplate(writer: Writer): string[] | undefined {
  const template = fieldsOf(fieldsOf(writer.spec.target).template);
  const metadata = fieldsOf(template.metadata);
  const sources = fieldsListOf(template.templateFrom);
  if (sources.some(source => textOf(source.literal) === undefined)) {
    return undefined;
  }
  return [template.data, metadata.labels, metadata.annotations]
    .flatMap(map => Object.values(fieldsOf(map)))
    .concat(sources.map(({ literal }) => literal))
    .filter((text): text is string => typeof text === 'string');
}

export const fetchedUnused: Rule = {
  code: 'fetched-unused',
  severity: 'warning',
  summary: 'Every key that is fetched for a template is read by it.',
  *check({ writers }) {
    for (const writer of writers) {
      const { manifest, spec, specPath } = writer;
      const template = fieldsOf(fieldsOf(spec.target).template);
      // Without data of its own, or with Merge, every key arrives as it is.
      const isWhole =
        template.mergePolicy !== 'Merge' &&
        Object.keys(fieldsOf(template.data)).length > 0;
      const texts = isWhole ? textsOfTemplate(writer) : undefined;
      if (!texts || texts.some(isUnfinishedTemplate)) {
        continue;
      }
      if (texts.some(readsAllKeys)) {
        continue;
      }
      const all = texts.join('\n');
      for (const [index, entry] of fieldsListOf(spec.data).entries()) {
        const key = textOf(entry.secretKey);
        // Also a way to read it that is not understood here names it.
        if (!key || all.includes(key)) {
          continue;
        }
        yield {
          manifest,
          path: [...specPath, 'data', index, 'secretKey'],
          message: `${key} is fetched and does not arrive, because the template does not read it: add it to target.template.data as '{{ ${keyExpression(
            key,
          )} }}', write mergePolicy: Merge, or remove the entry`,
        };
      }
    }
  },
};
