/** What the commands that talk to a cluster share. */
export { connect } from './connect';
export { firstLine, refusalWords } from './words';
