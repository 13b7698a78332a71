export { UsageService } from './UsageService';
export { WorkloadReader } from './WorkloadReader';
