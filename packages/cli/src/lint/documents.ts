import { Composer, Document, Lexer, LineCounter, Parser } from 'yaml';
import { takeItems } from './listItems';
import { YAML_OPTIONS } from './yamlOptions';

/** No Kubernetes object is half as deep, and the stack ends at about a thousand. */
const DEEPEST = 200;

/** Twice as many as 10,000 distributions have; read in about 10 s. */
const MOST_LEXEMES = 6_000_000;

/** Thrown where a text is not a manifest, whatever else is in it. */
export class Refusal extends Error {
  constructor(readonly offset: number, message: string) {
    super(message);
  }
}

/** A YAML document, or an item of a List as one. */
export interface Piece {
  readonly document: Document.Parsed;
  readonly isItem: boolean;
}

/**
 * The YAML documents of a text, bounded in depth and number of parts.
 *
 * @param splitLists - gives the items of a List one by one, before the document
 * that they were in, which then lacks them: so no tree of the whole is needed
 * @throws Refusal
 * @throws MustBeWhole where an item cannot be told from its document
 */
export function* documentsOf(
  text: string,
  lines: LineCounter,
  splitLists: boolean,
): Iterable<Piece> {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer(YAML_OPTIONS);
  let splits = splitLists;
  let lexemes = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      yield* asPieces(composer.next(token), false);
      // It says how what follows is to be read.
      if (token.type === 'directive') {
        splits = false;
      }
    }
    const items = splits ? takeItems(parser) : [];
    if (items.length > 0) {
      // The composer keeps the document before until it gets the next one.
      yield* asPieces(composer.end(), false);
      yield* asPieces(items, true);
    }
    lexemes += 1;
    if (parser.stack.length > DEEPEST) {
      throw new Refusal(
        parser.offset,
        `is nested deeper than ${DEEPEST} levels: no Kubernetes object is`,
      );
    }
    if (lexemes > MOST_LEXEMES) {
      throw new Refusal(
        parser.offset,
        `has more than ${MOST_LEXEMES} words and marks: split it`,
      );
    }
  }
  for (const token of parser.end()) {
    yield* asPieces(composer.next(token), false);
  }
  yield* asPieces(composer.end(), false);
}

function* asPieces(
  documents: Iterable<Document.Parsed>,
  isItem: boolean,
): Iterable<Piece> {
  for (const document of documents) {
    yield { document, isItem };
  }
}
