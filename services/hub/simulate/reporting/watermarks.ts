import { cloudEvent, ONE_STOP_SOURCE, REPORTING_SOURCE, type Timed } from '../event';
import { agencyCode } from '../province';
import type { Random } from '../random';
import { dateText, instantText } from '../working-time';
import { REPORTERS } from './regimes';
import type { Stage, Teller } from './stage';

const DAY = 86_400;
/** By how many days the promises of a slow agency lie behind. */
const BEHIND = 40;

/**
 * On the first and the fifteenth of every month, when a civil or a reporting month has ended, both systems promise that
 * they sent everything of each agency. One agency's promises lie always behind; one's stop in the middle of the range.
 */
export function watermarks(stage: Stage, random: Random): Teller {
  const offices = stage.province.offices.map(({ code }) => code);
  const slow = random.pick(offices);
  const stopped = random.pick(offices.filter((code) => code !== slow));
  const stops = stage.first + Math.floor((stage.end - stage.first) * random.between(0.5, 0.7));
  const promises = [
    ...offices.map((code) => new Promises(ONE_STOP_SOURCE, code)),
    ...[agencyCode.province, ...REPORTERS].map((code) => new Promises(REPORTING_SOURCE, code)),
  ];
  return function* (day): Generator<Timed> {
    const date = dateText(day).slice(8);
    if (date !== '01' && date !== '15') return;
    for (const promise of promises) {
      if (promise.agency === stopped && day >= stops) continue;
      const through = promise.agency === slow ? day - BEHIND : day;
      yield promise.next(day * DAY + 5 * 3600, through * DAY);
    }
  };
}

/** What one system promises of one agency, again and again. */
class Promises {
  private count = 0;

  constructor(
    private readonly source: string,
    readonly agency: string,
  ) {}

  next(at: number, through: number): Timed {
    this.count += 1;
    const data = { agencyCode: this.agency, through: instantText(through) };
    const subject = `${this.source}/${this.agency}`;
    return { at, event: cloudEvent(this.source, 'watermark', subject, this.count, instantText(at), data) };
  }
}
