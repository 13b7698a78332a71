export { DistributionService } from './DistributionService';
export type { ListQuery } from './DistributionService';
export { TemplateJudge } from './TemplateJudge';
