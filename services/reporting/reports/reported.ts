import { type AnyIndicator, findIndicator } from '../../indicators';

/** What a key of a report's `values` means: a part of an indicator's figure, or a column of form II.06a. */
export type Reported =
  | { readonly indicator: AnyIndicator; readonly part: 'value' | 'numerator' | 'denominator' }
  | { readonly column: string };

const PARTS = { '': 'value', '#num': 'numerator', '#den': 'denominator' } as const;
const COLUMN = /^form-06a\.([3-9]|1[0-3])$/;
const FIGURE = /^(.+?)(#num|#den|)$/;

/** Reads a key: `code`, `code#num`, `code#den`, `form-06a.3` to `form-06a.13`; undefined for any other. */
export function reportedOf(key: string): Reported | undefined {
  const column = COLUMN.exec(key);
  if (column !== null) return { column: column[1]! };
  const [, code = '', half = ''] = FIGURE.exec(key) ?? [];
  const indicator = findIndicator(code);
  return indicator === undefined ? undefined : { indicator, part: PARTS[half as keyof typeof PARTS] };
}

/**
 * Whether a reported number is the computed one, rounded half up (away from zero) to as many decimals as the reported
 * number has.
 */
export function agrees(reported: number, computed: number): boolean {
  const scale = 10 ** decimalsOf(reported);
  // What is a half in decimals may lie a little below it in binary.
  const rounded = Math.sign(computed) * Math.floor(Math.abs(computed) * scale + 0.5 + 1e-9);
  return rounded === Math.round(reported * scale);
}

function decimalsOf(value: number): number {
  const [, fraction = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return Math.min(15, Math.max(0, fraction.length - Number(exponent)));
}
