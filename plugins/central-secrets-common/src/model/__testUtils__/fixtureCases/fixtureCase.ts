import { Observations } from '../../records';
import {
  DeliveryCause,
  DeliveryState,
  RemedyBy,
  WarningCode,
} from '../../states';

/** What is to be derived from a fixture. */
export interface FixtureCase {
  /** Below __fixtures__, without the ending. */
  file: string;
  distribution?: string;
  now?: string;
  observations?: (observations: Observations) => Observations;
  state: DeliveryState;
  cause?: DeliveryCause;
  /** Part of the summary. */
  summary: string;
  /** Part of `field: value` of one piece of evidence. */
  evidence?: string;
  remedyBy: RemedyBy;
  /** Part of the remedy's command. */
  command?: string;
  warnings?: WarningCode[];
}
