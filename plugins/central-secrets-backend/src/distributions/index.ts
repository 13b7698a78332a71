export { DistributionService } from './DistributionService';
export type { Page } from './DistributionService';
export { TemplateJudge } from './TemplateJudge';
