import { type Target, targetOn } from './indicator';
import type { AnyIndicator } from './registry';

/** A target that a province sets itself. */
export interface OwnTarget {
  readonly indicator: string;
  readonly value: number;
  /** The first local date on which it holds, yyyy-MM-dd. */
  readonly from: string;
  /** For one agency, or for all of a level; neither: for all, and for everything together. */
  readonly agency: string | null;
  readonly level: string | null;
}

/** Of whom a target is asked. null: everything together. */
export interface TargetOf {
  readonly agency: string | null;
  readonly level: string | null;
}

/** The targets in force: the program's, and a province's own, which go before them. */
export class Targets {
  /** @param own those of the province's configuration */
  constructor(readonly own: readonly OwnTarget[] = []) {}

  /** The target that holds on a day: the agency's own, else its level's, else that for all, else the program's. */
  on(indicator: AnyIndicator, date: string, { agency, level }: TargetOf): Target | null {
    const mine = this.own.filter((target) => target.indicator === indicator.code);
    const choices = [
      mine.filter((target) => target.agency !== null && target.agency === agency),
      mine.filter((target) => target.agency === null && target.level !== null && target.level === level),
      mine.filter((target) => target.agency === null && target.level === null),
    ];
    for (const targets of choices) {
      const found = targetOn({ targets: targets.map(({ value, from }) => ({ value, from, basis: 'PROVINCE' })) }, date);
      if (found !== undefined) return found;
    }
    return targetOn(indicator, date) ?? null;
  }
}
