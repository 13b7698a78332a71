export { deriveUsage } from './deriveUsage';
export type { JudgedUser, Usage } from './deriveUsage';
export { isWriteEvent, lastWriteOf } from './lastWrite';
export type { LastWrite, WriteEvent } from './lastWrite';
export { usersBySecret } from './usersOf';
export type { SecretUser } from './Users';
