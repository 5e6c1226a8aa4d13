/** Weights and full marks may have up to six decimals. */
const MILLION = 1_000_000n;

/**
 * Points of one part of the 766 index: its weight × min(1, ratio / full mark), rounded half up to two decimals. The
 * ratio is never rounded: all is worked out in whole numbers, and only the points are.
 * @param weight the most points that it can have
 * @param fullMark the percentage from which it has all of them
 * @param denominator above 0
 */
export function pointsOf(weight: number, fullMark: number, numerator: number, denominator: number): number {
  const whole = millionths(denominator) * millionths(fullMark);
  const part = max(0n, min(millionths(numerator) * 100n * MILLION, whole));
  return Number(halfUp(100n * millionths(weight) * part, MILLION * whole)) / 100;
}

/** The sum of numbers with up to six decimals, without the dust of binary fractions. */
export function sumOf(numbers: readonly number[]): number {
  return Number(numbers.reduce((sum, number) => sum + millionths(number), 0n)) / Number(MILLION);
}

function millionths(number: number): bigint {
  return Number.isInteger(number) ? BigInt(number) * MILLION : BigInt(Math.round(number * Number(MILLION)));
}

/** The quotient of two numbers that are not negative, rounded to a whole one. */
function halfUp(dividend: bigint, divisor: bigint): bigint {
  return (2n * dividend + divisor) / (2n * divisor);
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
