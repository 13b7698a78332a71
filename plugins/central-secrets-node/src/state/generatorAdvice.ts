import {
  firstNames,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { GeneratorReference } from '../records';
import { describeGenerator, editSpec, getGenerator, mayDo } from './commands';
import { DeliveryContext } from './context';
import { Advice } from './finding';
import {
  findMissingGenerator,
  generatorTitle,
  isClusterGenerator,
} from './generators';
import { refusalIn } from './refusal';
import { rightMissing } from './rightMissing';
import { specHolder, specKeeper } from './specOwner';

/** A generator that the operator does not find. */
function generatorMissing(
  context: DeliveryContext,
  generator: GeneratorReference,
): Advice {
  const { input } = context;
  const definition = specHolder(context);
  const title = generatorTitle(generator);
  const named = { generator: title, namespace: input.namespace.name };
  const remedy = {
    by: specKeeper(context),
    command: getGenerator(generator, input),
  };
  if (isClusterGenerator(generator)) {
    return {
      summary: message('generator-missing.cluster-wide', { generator: title }),
      remedy: {
        ...remedy,
        ...message('create-generator.cluster-wide', {
          generator: title,
          definition,
        }),
      },
    };
  }
  return {
    summary: message('generator-missing', named),
    remedy: {
      ...remedy,
      ...message(
        input.distribution
          ? 'create-generator.distribution'
          : 'create-generator',
        { ...named, definition },
      ),
    },
  };
}

/** A generator is a source of its own: no store has to do with it. */
export function generatorAdvice(
  context: DeliveryContext,
  text: string,
): Advice {
  const { right } = refusalIn(text);
  if (right) {
    const { summary, remedy } = rightMissing(right);
    return {
      summary,
      remedy: { by: 'platform', ...remedy, command: mayDo(right) },
    };
  }
  const { generators = [] } = context.spec;
  const missing = findMissingGenerator(text, generators);
  if (missing) {
    return generatorMissing(context, missing);
  }
  const definition = specHolder(context);
  const by = specKeeper(context);
  const [first] = generators;
  if (!first) {
    return {
      summary: message('generator-failed'),
      remedy: {
        by,
        ...message('correct-generator', { definition }),
        command: editSpec(context),
      },
    };
  }
  const names = firstNames(generators.map(generatorTitle));
  return {
    summary: message('generator-failed.named', names),
    remedy: {
      by,
      ...message('correct-generator.named', { ...names, definition }),
      command: describeGenerator(first, context.input),
    },
  };
}
