import { Fragment } from 'react';
import { sentence } from '../../model/sentence';
import { Ago } from './Ago';

/** The form of times in the backend's texts: RFC 3339, UTC. */
const TIME = /((?:\bat )?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)/;

/**
 * A text of the backend as a sentence, whose times have the form that the whole
 * page uses.
 */
export function Sentence({ text }: { readonly text: string }) {
  return (
    <>
      {sentence(text)
        .split(TIME)
        .map((piece, index) => {
          const at = TIME.test(piece)
            ? Date.parse(piece.replace('at ', ''))
            : NaN;
          return (
            <Fragment key={index}>
              {Number.isNaN(at) ? piece : <Ago at={at} />}
            </Fragment>
          );
        })}
    </>
  );
}
