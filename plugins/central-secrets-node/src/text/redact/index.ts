export { findCertainCredential, isCredentialKey } from './credentialShapes';
export { isPlaceholder } from './placeholders';
export { hideCredentials, redactText } from './redactText';
