import { CHECK_TEXTS } from './checks';
import { CONFIRMATION_TEXTS } from './confirmations';
import { ENGLISH_TEXTS } from './english';
import { NOTICE_TEXTS } from './notices';
import { OBSERVATION_TEXTS } from './observations';
import { PLAN_WARNING_TEXTS } from './planWarnings';
import { REFUSAL_TEXTS } from './refusals';
import { REMEDY_TEXTS } from './remedies';
import { SKIPPED_CLUSTER_TEXTS } from './skippedClusters';
import { SUMMARY_TEXTS } from './summaries';

/**
 * One parameter of a message. A message within a message is a part of its
 * sentence, such as a reason.
 *
 * @public
 */
export type MessageParameter =
  | string
  | number
  | boolean
  | Message
  | readonly (string | Message)[];

/** The names, numbers and times of a message, by name. @public */
export type MessageParameters = Readonly<Record<string, MessageParameter>>;

/**
 * A sentence of the contract, without its words: the reader of an answer puts
 * the words, the language and the time zone to it.
 *
 * @public
 */
export interface Message<Code extends string = string> {
  readonly code: Code;
  readonly parameters: MessageParameters;
}

/** The type of the table of texts. @public */
export type EnglishTexts = typeof ENGLISH_TEXTS;

/** A key of the table, without its plural. @public */
export type WithoutPlural<Key> = Key extends `${infer Base}_${'one' | 'other'}`
  ? Base
  : Key;

/** The code of a message, by the key of its text. @public */
export type MessageCodeOf<Key> = Key extends `${infer Code}.${string}`
  ? Code
  : Key;

/** The key of a text, without its plural. @public */
export type MessageKey = WithoutPlural<keyof EnglishTexts>;

/** @public */
export type SummaryCode = MessageCodeOf<keyof typeof SUMMARY_TEXTS>;
/** @public */
export type RemedyCode = MessageCodeOf<keyof typeof REMEDY_TEXTS>;
/** @public */
export type CheckCode = MessageCodeOf<keyof typeof CHECK_TEXTS>;

/** @public */
export type RefusalCode = MessageCodeOf<keyof typeof REFUSAL_TEXTS>;
/** @public */
export type PlanWarningCode = MessageCodeOf<keyof typeof PLAN_WARNING_TEXTS>;
/** @public */
export type ObservationCode = MessageCodeOf<
  WithoutPlural<keyof typeof OBSERVATION_TEXTS>
>;
/** @public */
export type NoticeCode = MessageCodeOf<
  WithoutPlural<keyof typeof NOTICE_TEXTS>
>;
/** @public */
export type ConfirmationCode = MessageCodeOf<keyof typeof CONFIRMATION_TEXTS>;
/** @public */
export type SkippedClusterCode = MessageCodeOf<
  keyof typeof SKIPPED_CLUSTER_TEXTS
>;

/** The names that stand between double braces in a text. @public */
export type PlaceholdersIn<Text> =
  Text extends `${string}{{${infer Name}}}${infer Rest}`
    ? Name | PlaceholdersIn<Rest>
    : never;
/** The text of a key; of its plurals the one for other numbers. @public */
export type MessageTextOf<Key extends string> = EnglishTexts[Extract<
  keyof EnglishTexts,
  Key | `${Key}_other`
>];
/** The parameters that a message of a text has. @public */
export type MessageParametersOf<Key extends string> = Readonly<
  Record<PlaceholdersIn<MessageTextOf<Key>>, MessageParameter>
> & {
  readonly more?: number;
  readonly count?: number;
  readonly because?: Message;
};
/** The arguments of `message` behind the key: none where the text has no parameter. @public */
export type MessageArguments<Key extends string> = [
  PlaceholdersIn<MessageTextOf<Key>>,
] extends [never]
  ? []
  : [parameters: MessageParametersOf<Key>];

/**
 * Creates the message of a text, with every parameter that the text names.
 *
 * @public
 */
export function message<Key extends MessageKey>(
  key: Key,
  ...[given]: MessageArguments<Key>
): Message<MessageCodeOf<Key> & string> {
  const [code, detail] = key.split('.');
  return {
    code: code as MessageCodeOf<Key> & string,
    parameters: {
      ...(detail ? { detail } : {}),
      ...(given as MessageParameters | undefined),
    },
  };
}

const withoutPlural = (key: string) => key.replace(/_(?:one|other)$/, '');
const codesIn = <Table extends object>(texts: Table) => [
  ...new Set(
    Object.keys(texts).map(
      key =>
        withoutPlural(key).split('.')[0] as MessageCodeOf<
          WithoutPlural<keyof Table>
        >,
    ),
  ),
];

const MESSAGE_KEYS: ReadonlySet<string> = new Set(
  Object.keys(ENGLISH_TEXTS).map(withoutPlural),
);

/** Whether a parameter is a message within the message. @public */
export function isMessage(parameter: MessageParameter): parameter is Message {
  return typeof parameter === 'object' && 'code' in parameter;
}

/**
 * The key of a message's text; undefined for a message of a newer backend.
 *
 * @public
 */
export function messageKey({
  code,
  parameters: { detail },
}: Message): MessageKey | undefined {
  const key = detail === undefined ? code : `${code}.${detail}`;
  return MESSAGE_KEYS.has(key) ? (key as MessageKey) : undefined;
}

/** The codes that this version's backend uses for `summary`. @public */
export const SUMMARY_CODES: readonly SummaryCode[] = codesIn(SUMMARY_TEXTS);
/** The codes that this version's backend uses for `remedy`. @public */
export const REMEDY_CODES: readonly RemedyCode[] = codesIn(REMEDY_TEXTS);
/** The codes that this version's backend uses for the checks of candidates. @public */
export const CHECK_CODES: readonly CheckCode[] = codesIn(CHECK_TEXTS);
/** The codes that this version's backend uses for the warnings of a plan. @public */
export const PLAN_WARNING_CODES: readonly PlanWarningCode[] =
  codesIn(PLAN_WARNING_TEXTS);
/** The codes that this version's backend uses for `reason`. @public */
export const REFUSAL_CODES: readonly RefusalCode[] = codesIn(REFUSAL_TEXTS);
/** The codes that this version's backend uses for the error of a kind. @public */
export const OBSERVATION_CODES: readonly ObservationCode[] =
  codesIn(OBSERVATION_TEXTS);
/** The codes that this version's backend uses for `confirmedBy`. @public */
export const CONFIRMATION_CODES: readonly ConfirmationCode[] =
  codesIn(CONFIRMATION_TEXTS);
/** The codes that this version's backend uses for skipped clusters. @public */
export const SKIPPED_CLUSTER_CODES: readonly SkippedClusterCode[] = codesIn(
  SKIPPED_CLUSTER_TEXTS,
);
/** The codes that this version's backend uses for notices about a cluster. @public */
export const NOTICE_CODES: readonly NoticeCode[] = codesIn(NOTICE_TEXTS);
