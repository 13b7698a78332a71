/** Which owners may request a distribution, by its annotations. */
export type { Offer, OfferTerms } from './offers';
export { coversOffer, isOfferedTo, readOffer } from './offers';
export { isOwnerEntry, ownerEntries, toldEntry } from './ownerEntries';
export type { RequestTerms, TermsProblem } from './requestTerms';
export {
  fulfilsTerms,
  isTermsProblem,
  NO_TERMS,
  readRequestTerms,
} from './requestTerms';
