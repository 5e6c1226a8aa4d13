import type { Timed } from './event';

const DAY = 86_400;

/** What is still to come, a page a day. */
export class Agenda {
  private readonly pages: (Timed[] | undefined)[];

  /** For the days [first, end); nothing may be added that lies outside them. */
  constructor(
    private readonly first: number,
    end: number,
  ) {
    this.pages = new Array(end - first);
  }

  add(timed: Timed): void {
    const page = Math.floor(timed.at / DAY) - this.first;
    const entries = this.pages[page];
    if (entries) entries.push(timed);
    else this.pages[page] = [timed];
  }

  /** The events of a day in order of time; those of one instant in the order in which they were said. */
  tearOff(day: number): Timed[] {
    const entries = this.pages[day - this.first] ?? [];
    this.pages[day - this.first] = undefined;
    return entries.sort((one, other) => one.at - other.at);
  }
}
