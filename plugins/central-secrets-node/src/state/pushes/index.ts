export { derivePush } from './derivePush';
export type {
  DerivedPush,
  PushCandidate,
  PushFinding,
  PushInput,
} from './push';
