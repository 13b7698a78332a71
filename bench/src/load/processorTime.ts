import { readFileSync } from 'node:fs';

/**
 * Linux reports it in hundredths of a second, whatever its kernel counts in
 * (proc_pid_stat(5), sysconf(3)).
 */
const TICKS_PER_SECOND = 100;

/**
 * The processor time of the processes so far, in user and in kernel mode.
 * Milliseconds; NaN on systems other than Linux.
 */
export function processorMsOf(processIds: readonly number[]): number {
  if (process.platform !== 'linux') {
    return NaN;
  }
  return processIds
    .map(id => {
      const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
      // The second field is the program's name in brackets, which may contain
      // any character.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [user, system] = [fields[11], fields[12]].map(Number);
      return ((user + system) * 1_000) / TICKS_PER_SECOND;
    })
    .reduce((sum, ms) => sum + ms, 0);
}
