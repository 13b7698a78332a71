export { createAddKustomizeResourceAction } from './addKustomizeResource';
export { createLabelNamespaceAction } from './labelNamespace';
export { createLabelNamespacePullRequestAction } from './labelNamespacePullRequest';
export { createPlanInternalDistributionAction } from './planInternalDistribution';
export { createWaitAction } from './wait';
