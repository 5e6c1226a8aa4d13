import { dayNumber, formatDay } from '../../infra/time/zone';
import type { Faults } from './faults';
import type { Group, Part, Ratio, WeightSet } from './model';

/** A set of weights as a file has it: a full mark that is not stated is 100 %. */
export type RawWeightSet = Omit<WeightSet, 'groups'> & {
  readonly groups: readonly (Omit<Group, 'parts'> & {
    readonly parts: readonly (Omit<Part, 'fullMark'> & { readonly fullMark?: number })[];
  })[];
};

/** The names that weights may use; where absent, any. */
export interface KnownRatios {
  readonly indicators?: readonly string[];
  /** Measures kept for a part of the index alone. */
  readonly parts?: readonly string[];
}

/** The full marks filled in. */
export function weightSet(raw: RawWeightSet): WeightSet {
  const groups = raw.groups.map((group) => ({
    ...group,
    parts: group.parts.map((part) => ({ ...part, fullMark: part.fullMark ?? 100 })),
  }));
  return { ...raw, groups };
}

/** Notes what is wrong within the sets: days, codes, sums, and the names in ratios. */
export function checkWeights(
  sets: readonly WeightSet[],
  known: KnownRatios & { readonly acts: readonly string[] },
  faults: Faults,
): void {
  sets.forEach((set, index) => {
    const at = `[${index}]`;
    if (set.act !== undefined) faults.unknown([set.act], known.acts, `${at}.act`);
    if (set.validTo !== null && set.validTo < set.validFrom) {
      faults.add(`${at}.validTo`, set.validTo, `a date not before validFrom (${set.validFrom})`);
    }
    faults.repeated(
      set.groups.map(({ code }) => code),
      (group) => `${at}.groups[${group}].code`,
    );
    for (const [g, group] of set.groups.entries()) checkSum(group, `${at}.groups[${g}]`, faults);
    checkParts(set, at, known, faults);
  });
}

function checkParts(set: WeightSet, at: string, known: KnownRatios, faults: Faults): void {
  const parts = set.groups.flatMap((group, g) =>
    group.parts.map((part, p) => ({ part, place: `${at}.groups[${g}].parts[${p}]` })),
  );
  faults.repeated(
    parts.map(({ part }) => part.code),
    (index) => `${parts[index]!.place}.code`,
  );
  for (const { part, place } of parts) checkRatio(part.ratio, known, `${place}.ratio`, faults);
}

function checkSum(group: Group, place: string, faults: Faults): void {
  // In thousandths: the parts may have points such as 0.1, which do not add up exactly.
  const thousandths = (points: number): number => Math.round(points * 1000);
  const sum = group.parts.reduce((total, part) => total + thousandths(part.points), 0);
  if (sum !== thousandths(group.points)) {
    faults.add(`${place}.points`, group.points, `${sum / 1000}, the sum of the parts of ${group.code}`);
  }
}

function checkRatio(ratio: Ratio | null, known: KnownRatios, place: string, faults: Faults): void {
  if (ratio === null) return;
  const { part, ...indicators } = ratio as { readonly part?: string } & Readonly<Record<string, string>>;
  if (part !== undefined && known.parts !== undefined) faults.unknown([part], known.parts, `${place}.part`);
  if (known.indicators === undefined) return;
  for (const [key, code] of Object.entries(indicators)) faults.unknown([code], known.indicators, `${place}.${key}`);
}

/** The weights that hold on a local day (yyyy-MM-dd); where sets overlap, the one that begins last, or stands last. */
export function weightsOn(sets: readonly WeightSet[], date: string): WeightSet | undefined {
  return byStart(sets)
    .filter(({ validFrom, validTo }) => validFrom <= date && (validTo === null || date <= validTo))
    .at(-1);
}

/** What is odd about the days of the sets together: weights are found all the same, but perhaps not those that were meant. */
export function problemsOf(sets: readonly WeightSet[], file: string): string[] {
  const problems: string[] = [];
  let last: WeightSet | undefined;
  for (const set of byStart(sets)) {
    if (last !== undefined) {
      const [end, start] = [endOf(last), dayNumber(set.validFrom)];
      if (start <= end) {
        problems.push(
          `${file}: overlapping weights: ${daysOf(last)} and ${daysOf(set)}; where both hold the latter are used: expected days that do not overlap`,
        );
      } else if (start > end + 1) {
        problems.push(
          `${file}: no weights from ${formatDay(end + 1)} to ${formatDay(start - 1)}: expected days without a gap`,
        );
      }
    }
    if (last === undefined || endOf(set) > endOf(last)) last = set;
  }
  return problems;
}

function daysOf({ validFrom, validTo }: WeightSet): string {
  return `${validFrom} to ${validTo ?? 'further notice'}`;
}

function byStart(sets: readonly WeightSet[]): readonly WeightSet[] {
  return [...sets].sort((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0));
}

function endOf(set: WeightSet): number {
  return set.validTo === null ? Number.POSITIVE_INFINITY : dayNumber(set.validTo);
}
