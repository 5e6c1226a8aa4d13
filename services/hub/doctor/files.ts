import type { Config } from '../../../infra/config';
import { loadWorkingDays } from '../../../infra/time/working-days-file';
import { directiveOf } from '../directive';
import { loadTargets } from '../targets';
import { check, type Finding } from './check';

/**
 * The files that a province gives. One with faults is a finding, and the rest is looked at without it.
 */
export async function checkFiles(config: Config): Promise<{ faults: Finding[]; usable: Config }> {
  const looks = [
    ['directive', 'directiveFile', directiveOf],
    ['targets', 'targetsFile', loadTargets],
    ['calendar', 'calendarFile', loadWorkingDays],
  ] as const;
  const faults: Finding[] = [];
  let usable = config;
  for (const [name, setting, load] of looks) {
    const finding = await check(name, () => {
      load(config[setting]);
      return '';
    });
    if (finding.ok) continue;
    faults.push(finding);
    usable = { ...usable, [setting]: undefined };
  }
  return { faults, usable };
}
