import { agencyCode } from '../province';

/** Days that are remembered: more than the longest period of a report that carries figures. */
const KEPT = 400;

interface Count {
  received: number;
  online: number;
}

/** What every agency knows of its own work when it reports: dossiers received on each day, in all and online. */
export class Receipts {
  private readonly days = new Map<number, Map<string, Count>>();

  /** Counts a dossier of an agency received on `day`; days long before `today` are forgotten. */
  add(code: string, day: number, online: boolean, today: number): void {
    let counts = this.days.get(day);
    if (counts === undefined) {
      for (const past of this.days.keys()) if (past < today - KEPT) this.days.delete(past);
      counts = new Map();
      this.days.set(day, counts);
    }
    const count = counts.get(code) ?? { received: 0, online: 0 };
    count.received += 1;
    if (online) count.online += 1;
    counts.set(code, count);
  }

  /** The sums of an agency and of all below it over the days from `from` to `until`, both included. */
  sum(code: string, from: number, until: number): Readonly<Count> {
    const sum = { received: 0, online: 0 };
    for (let day = from; day <= until; day++) {
      for (const [office, { received, online }] of this.days.get(day) ?? []) {
        if (!isWithin(office, code)) continue;
        sum.received += received;
        sum.online += online;
      }
    }
    return sum;
  }
}

/** The province has everything; a simulated commune's code ends in that of its district. */
function isWithin(office: string, code: string): boolean {
  if (office === code || code === agencyCode.province) return true;
  return code.startsWith('000.00.') && office.endsWith(code.slice('000.00'.length));
}
