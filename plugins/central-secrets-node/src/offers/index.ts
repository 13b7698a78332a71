/** Which owners may request a distribution, by its annotations. */
export type { Offer, OfferTerms } from './offers';
export {
  coversOffer,
  isOfferedTo,
  isOwnerEntry,
  ownerEntries,
  readOffer,
  toldEntry,
} from './offers';
