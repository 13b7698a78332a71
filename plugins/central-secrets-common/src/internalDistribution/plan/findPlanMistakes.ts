import { parseGoDuration } from '../../duration';
import { Message, message } from '../../texts';
import {
  findInternalPathFault,
  INTERNAL_PREFIXES,
  internalPathProblem,
} from '../internalPath';
import { isPlainName, quoted } from '../plainName';
import { kindOfInternalProperty, usualInternalProperty } from '../properties';
import { InternalDistributionNames, InternalPlanMistake } from './planNames';

/** RFC 1123 subdomain, as Kubernetes names Secrets and stores. */
const SUBDOMAIN =
  /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
/** Keys of a Secret, as Kubernetes names them. */
const KEY = /^(?!\.\.)[-._a-zA-Z0-9]{1,253}$/;
/** A dot would be a path into the value (Vault provider, `property`). */
const PROPERTY = /^[a-zA-Z0-9](?:[-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;

/** The mistakes of names; empty: a plan can be made of them. */
export function findPlanMistakes(
  names: InternalDistributionNames,
): InternalPlanMistake[] {
  const { producer, consumers, refreshInterval, store } = names;
  return [
    ...pathMistakes(names),
    ...namespaceMistakes('producer.namespace', producer.namespace),
    ...objectMistakes('producer.secret', producer.secret),
    ...keyMistakes(names),
    ...(consumers.length === 0
      ? [
          {
            rule: '5a.3.3',
            field: 'consumers',
            problem: message('plan-name.no-consumers', { field: 'consumers' }),
          },
        ]
      : []),
    ...consumers.flatMap((consumer, index) =>
      consumerMistakes(names, consumer, index),
    ),
    ...(refreshInterval === undefined ? [] : intervalMistakes(refreshInterval)),
    ...(store === undefined ? [] : objectMistakes('store', store)),
  ];
}

function pathMistakes({
  data,
  datasource,
  holder,
}: InternalDistributionNames): InternalPlanMistake[] {
  const example = data === 'secret' ? 'temporal' : 'platform-postgres';
  const long = (
    [
      ['datasource', datasource, 'postgres'],
      ['holder', holder, example],
    ] as const
  ).flatMap(([field, value, usual]) =>
    value.length > 63
      ? [
          {
            rule: '5a.5.3',
            field,
            problem: message('plan-name.long', {
              value: quoted(value),
              characters: value.length,
              example: usual,
            }),
          },
        ]
      : [],
  );
  if (long.length > 0) {
    return long;
  }
  const faultOf = (...parts: string[]) =>
    findInternalPathFault([INTERNAL_PREFIXES[data], ...parts].join('/'));
  const fault = faultOf(datasource, holder);
  const isFaulty = (part: string) => faultOf(part, 'usual') !== undefined;
  return fault
    ? [
        {
          rule: '5a.5.3',
          field: isFaulty(datasource) ? 'datasource' : 'holder',
          problem: internalPathProblem(fault),
        },
      ]
    : [];
}

function namespaceMistakes(
  field: string,
  value: string,
): InternalPlanMistake[] {
  return isPlainName(value)
    ? []
    : [
        {
          rule: 'Kubernetes',
          field,
          problem: message('plan-name.namespace', {
            field,
            value: quoted(value),
          }),
        },
      ];
}

function objectMistakes(field: string, value: string): InternalPlanMistake[] {
  return SUBDOMAIN.test(value)
    ? []
    : [
        {
          rule: 'Kubernetes',
          field,
          problem: message('plan-name.object', {
            field,
            value: quoted(value),
          }),
        },
      ];
}

function keyMistakes({
  data,
  producer: { keys },
}: InternalDistributionNames): InternalPlanMistake[] {
  if (keys.length === 0) {
    return [
      {
        rule: '5a.3.2',
        field: 'producer.keys',
        problem: message('plan-name.no-keys', { field: 'producer.keys' }),
      },
    ];
  }
  return keys.flatMap(({ key, property }, index) => {
    const field = `producer.keys.${index}`;
    const problem = propertyProblem(data, property);
    const first = keys.findIndex(each => each.property === property);
    return [
      ...(KEY.test(key)
        ? []
        : [
            {
              rule: 'Kubernetes',
              field: `${field}.key`,
              problem: message('plan-name.key', { value: quoted(key) }),
            },
          ]),
      ...(problem
        ? [{ rule: '5a.5.4', field: `${field}.property`, problem }]
        : []),
      ...(first === index
        ? []
        : [
            {
              rule: '5a.3.2',
              field: `${field}.property`,
              problem: message('plan-name.property-twice', {
                value: quoted(property),
              }),
            },
          ]),
    ];
  });
}

function propertyProblem(
  data: InternalDistributionNames['data'],
  property: string,
): Message | undefined {
  const value = quoted(property);
  if (!PROPERTY.test(property)) {
    return message('plan-name.property', { value });
  }
  const usual = usualInternalProperty(property);
  if (usual) {
    return message('plan-name.property-unusual', { value, usual });
  }
  const kind = kindOfInternalProperty(property) ?? data;
  if (kind !== data) {
    return kind === 'secret'
      ? message('plan-name.property-secret', { value })
      : message('plan-name.property-configuration', { value });
  }
  return undefined;
}

function consumerMistakes(
  { producer, consumers }: InternalDistributionNames,
  { namespace, secret }: InternalDistributionNames['consumers'][number],
  index: number,
): InternalPlanMistake[] {
  const field = `consumers.${index}`;
  const isOwn = namespace === producer.namespace;
  const first = consumers.findIndex(
    each => each.namespace === namespace && each.secret === secret,
  );
  return [
    ...namespaceMistakes(`${field}.namespace`, namespace),
    ...objectMistakes(`${field}.secret`, secret),
    ...(isOwn
      ? [
          {
            rule: '5a.1.5',
            field: `${field}.namespace`,
            problem: message('plan-name.own-namespace', {
              value: quoted(namespace),
              secret: quoted(producer.secret),
            }),
          },
        ]
      : []),
    ...(first === index
      ? []
      : [
          {
            rule: '5a.3.3',
            field,
            problem: message('plan-name.consumer-twice', {
              value: quoted(`${namespace}/${secret}`),
            }),
          },
        ]),
  ];
}

function intervalMistakes(value: string): InternalPlanMistake[] {
  let milliseconds = 0;
  try {
    milliseconds = parseGoDuration(value);
  } catch {
    // Said below.
  }
  return milliseconds > 0
    ? []
    : [
        {
          rule: '5a.3.5',
          field: 'refreshInterval',
          problem: message('plan-name.interval', { value: quoted(value) }),
        },
      ];
}
