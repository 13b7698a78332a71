/** A time of the database in milliseconds since the epoch: SQLite answers a number, PostgreSQL a Date. */
export function milliseconds(time: Date | number | string): number {
  return new Date(time).getTime();
}
