import {
  Fields,
  fieldsListOf,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import type { Writer } from './Writer';
import { acceptedForm } from './secretTypes';
import { Path } from './path';
import { isUnfinishedTemplate } from './substitutions';

/** One template, and what it is to be judged by. @public */
export interface TemplateToJudge {
  /** The key that it makes; the engine's messages carry it. */
  readonly name: string;
  readonly text: string;
  /** The keys that are fetched. */
  readonly keys: readonly string[];
  /** Whether further keys may be fetched, which only the source knows. */
  readonly open: boolean;
  /**
   * The required form of the output: anything, a JSON object, a PEM block, or a
   * YAML map of texts.
   */
  readonly accept: '' | 'json' | 'pem' | 'map';
}

/** A template, and where it stands. @public */
export interface TemplateUse {
  readonly writer: Writer;
  readonly path: Path;
  readonly template: TemplateToJudge;
}

/**
 * The facts about a template that are known without any secret value.
 *
 * `rendered`: it works with some placeholder. `unparsable`, `missing-key`,
 * `failed`: it works with no value at all. `stopped`: it was not judged to its
 * end, and `stoppedBy` says why. `undecided`: it depends on the values, or on a
 * function that needs real ones.
 *
 * @public
 */
export interface TemplateVerdict {
  readonly outcome:
    | 'rendered'
    | 'unparsable'
    | 'missing-key'
    | 'failed'
    | 'stopped'
    | 'undecided';
  /**
   * `memory`: it needs more than is allowed, on every machine. `time`: it took
   * longer than is allowed, which on a busy machine any template may. `fault`:
   * the engine itself failed.
   */
  readonly stoppedBy?: 'memory' | 'time' | 'fault';
  /** The engine's own words; absent where the template was rendered. */
  readonly message?: string;
  /** The key that is not fetched. */
  readonly key?: string;
  /** Whether some outcome was what it has to be. */
  readonly accepted: boolean;
  /** Whether the template reads no value at all. */
  readonly constant: boolean;
}

/** The fetched keys that a template may use. */
function fetchedKeysOf(spec: Fields): {
  keys: string[];
  open: boolean;
} {
  return {
    keys: fieldsListOf(spec.data).flatMap(
      entry => textOf(entry.secretKey) ?? [],
    ),
    open: fieldsListOf(spec.dataFrom).length > 0,
  };
}

/**
 * All templates of one ExternalSecret: the values of `data`, of labels and
 * annotations, and the literal ones of `templateFrom`. Neither type nor map
 * keys are templates; nor what another tool has yet to complete.
 */
export function templatesOf(writer: Writer): TemplateUse[] {
  const template = fieldsOf(fieldsOf(writer.spec.target).template);
  const at: Path = [...writer.specPath, 'target', 'template'];
  const type = textOf(template.type) ?? 'Opaque';
  const fetched = fetchedKeysOf(writer.spec);
  const metadata = fieldsOf(template.metadata);

  const valuesOf = (
    map: unknown,
    path: Path,
    accept: (key: string) => TemplateToJudge['accept'],
  ): TemplateUse[] =>
    Object.entries(fieldsOf(map)).flatMap(([name, text]) =>
      typeof text === 'string' && !isUnfinishedTemplate(text)
        ? [
            {
              writer,
              path: [...path, name],
              template: { name, text, ...fetched, accept: accept(name) },
            },
          ]
        : [],
    );

  return [
    ...valuesOf(template.data, [...at, 'data'], key => acceptedForm(type, key)),
    ...valuesOf(metadata.labels, [...at, 'metadata', 'labels'], () => ''),
    ...valuesOf(
      metadata.annotations,
      [...at, 'metadata', 'annotations'],
      () => '',
    ),
    // Filtered after the index was taken: a path counts every entry.
    ...(Array.isArray(template.templateFrom) ? template.templateFrom : [])
      .map(fieldsOf)
      .flatMap((source, index): TemplateUse[] => {
        const text = textOf(source.literal);
        if (!text || isUnfinishedTemplate(text)) {
          return [];
        }
        return [
          {
            writer,
            path: [...at, 'templateFrom', index, 'literal'],
            template: { name: 'literal', text, ...fetched, accept: 'map' },
          },
        ];
      }),
  ];
}
