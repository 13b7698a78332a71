/** `user:default/guest` as people say it: `guest`. Anything else as it is. */
export function userName(entityRef: string): string {
  return entityRef.replace(/^user:default\//, '');
}
