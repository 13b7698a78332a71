import { beginsLikeCredential } from './credentialShapes';
import { Place } from './knownPhrases';
import {
  isKeyMaterial,
  isKubernetesName,
  isPlainToken,
  isUuid,
} from './plainToken';
import { Origin } from './scan';

/** Whether a token may be shown where nothing says what it is. */
export function isShownToken(token: string, origin: Origin): boolean {
  if (beginsLikeCredential(token)) {
    return false;
  }
  switch (origin) {
    case 'own':
      return !isKeyMaterial(token);
    case 'quoted':
      return /^(?:\d{1,3}|\D*)$/.test(token) && isPlainToken(token);
    default:
      return isPlainToken(token);
  }
}

/** Whether a piece may be shown where a phrase says what it is. */
export function isShownInPlace(place: Place, piece: string): boolean {
  if (place === 'value') {
    return false;
  }
  if (isKubernetesName(piece)) {
    return true;
  }
  return (
    !beginsLikeCredential(piece) &&
    piece
      .split(/[\s:@#%,|]+/)
      .every(
        each => isKubernetesName(each) || isUuid(each) || isPlainToken(each),
      )
  );
}
