/**
 * The English sentence of each notice about a whole cluster, without a full
 * stop. For their form, see `ENGLISH_TEXTS`.
 *
 * @public
 */
export const NOTICE_TEXTS = {
  'store-down_one':
    '{{store}} stopped working {{at}}: the only delivery that reads it fails',
  'store-down_other':
    '{{store}} stopped working {{at}}: all {{count}} deliveries that read it fail',
  'store-down.partly':
    '{{store}} stopped working {{at}}: {{failing}} of {{total}} deliveries that read it fail, and the others keep their copy until their next refresh',
  'store-down.undated':
    '{{store}} does not work: {{failing}} of {{total}} deliveries that read it fail',
  'store-suspected':
    '{{store}} is ready, but all {{total}} deliveries that read it fail, the first of them {{at}}: this is probably one fault of the store or its provider',
  'never-reconciled':
    'No {{kind}} was ever reconciled, and the oldest was created {{at}}: the operator does not run, or its reconciler for this kind is disabled',
  'operator-behind':
    '{{late}} of {{total}} copies are refreshed too late, and the oldest refresh was due {{at}}: the operator does not keep up',
  'operator-behind.all':
    'All {{total}} copies are refreshed too late, and the oldest refresh was due {{at}}: the operator does not run or is stuck',
} as const;
