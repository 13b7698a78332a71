const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
const UID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const COUNT = / ×\d+/g;
const ADDRESS = /https?:\/\/127\.0\.0\.1:\d+/g;

/** A text without what differs between any two runs: times, uids, counts of repeated events, ports. */
export function plain(text: string): string {
  return text
    .replace(TIME, '<time>')
    .replace(UID, '<uid>')
    .replace(ADDRESS, '<address>')
    .replace(COUNT, '');
}
