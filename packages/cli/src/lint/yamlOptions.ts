import { DocumentOptions, ParseOptions, SchemaOptions } from 'yaml';

/**
 * YAML as Kubernetes' tools read it (sigs.k8s.io/yaml, YAML 1.1): `yes` is not
 * a text. Dates stay texts there.
 */
export const YAML_OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  customTags: tags =>
    tags.filter(
      tag =>
        typeof tag === 'string' ||
        !/timestamp|binary|omap|pairs|set$/.test(tag.tag),
    ),
  prettyErrors: false,
  stringKeys: true,
  // Looked for by `duplicateKeyOffset`.
  uniqueKeys: false,
};
