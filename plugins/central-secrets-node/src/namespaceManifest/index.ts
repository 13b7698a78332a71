export type { ChangedLine } from './changedLines';
export type { ProposalFacts } from './describeProposal';
export {
  proposalBody,
  proposalBranch,
  proposalTitle,
} from './describeProposal';
export type { EditedManifest } from './editNamespaceLabels';
export { editNamespaceLabels } from './editNamespaceLabels';
export { ManifestNotEditableError } from './ManifestNotEditableError';
export type { LabelPlace } from './place';
export { declaresNamespace } from './readDocuments';
