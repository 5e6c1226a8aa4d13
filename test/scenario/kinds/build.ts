import type { Fact, FactKind, FactValue } from '../../../services/indicators';
import { instant } from '../build';

/** A statement: when (local time), what, and its sequence where several bear one time. */
export type Said = readonly [time: string, data: Readonly<Record<string, FactValue>>, sequence?: string];

/** The statements about one thing; texts that are local times (`2022-11-03 09:00`) become instants. */
export function thing(kind: FactKind, subject: string, ...said: readonly Said[]): Fact[] {
  return said.map(([time, data, sequence = null]) => ({
    ...{
      kind,
      subject,
      id: `${subject} ${time} ${sequence ?? ''}`,
      source: 'urn:test:hand',
      time: instant(time),
      sequence,
    },
    data: Object.fromEntries(Object.entries(data).map(([field, value]) => [field, read(value)])),
  }));
}

function read(value: FactValue): FactValue {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d/.test(value) ? instant(value) : value;
}

export const RULES = ['DATE', 'INSTANT'] as const;
export type Rule = (typeof RULES)[number];

/** What is asked, in the words of the API. */
export interface Asked {
  /** Of an indicator, or of a part of the 766 index. */
  readonly code: string;
  readonly rule: Rule;
  /** null: everything in the store. */
  readonly agency: string | null;
  readonly only: boolean;
  readonly period: string;
  /** Local time; a date alone stands for its last millisecond. null: the end of the period. */
  readonly asOf: string | null;
  /** Local date of the agency tree; null: that of the last instant. */
  readonly on: string | null;
}

/** Names of facts behind each half, `a:5` where one adds more than 1; or why nothing is counted. */
export type Halves = readonly [numerator: string, denominator: string] | 'NO_DATA' | 'NOT_DUE_YET';

/** A figure that was worked out by hand. */
export interface Case {
  readonly asked: Asked;
  readonly halves: Halves;
}

/** A figure broken down: both halves of each row in which anything counts ('': what has none). */
export interface Broken {
  readonly asked: Asked;
  readonly by: 'AGENCY' | 'PROCEDURE' | 'FIELD' | 'CHANNEL';
  readonly rows: Readonly<Record<string, readonly [numerator: number, denominator: number]>>;
}

/** Facts and what they come to. */
export interface Scenario {
  readonly facts: readonly Fact[];
  readonly cases: readonly Case[];
  readonly broken?: readonly Broken[];
}

/** What all figures of a table have in common; both rules where none is named. */
export interface Common {
  readonly agency: string | null;
  readonly period: string;
  readonly rule?: Rule;
  readonly only?: boolean;
  readonly on?: string;
}

/** Stands for "as of the end of the period" among the instants of a table. */
export const END = 'end';

/** Questions about one code that differ in their instant. */
export function asOf(code: string, common: Common, table: Readonly<Record<string, Halves>>): Case[] {
  return Object.entries(table).flatMap(([when, halves]) =>
    questions(code, common, when).map((asked) => ({ asked, halves })),
  );
}

/** A figure broken down, under both rules unless one is named. */
export function broken(code: string, common: Common, when: string, by: Broken['by'], rows: Broken['rows']): Broken[] {
  return questions(code, common, when).map((asked) => ({ asked, by, rows }));
}

function questions(code: string, common: Common, when: string): Asked[] {
  const { agency, period, rule, only = false, on = null } = common;
  const rules = rule === undefined ? RULES : [rule];
  return rules.map((each) => ({ code, rule: each, agency, only, period, asOf: when === END ? null : when, on }));
}

/** The last instant of a local date, or the instant of a local time. */
export function instantOf(when: string): number {
  return instant(when.includes(' ') ? when : `${when} 23:59:59.999`);
}

/** What each name adds. */
export function amounts(names: string): Record<string, number> {
  const pairs = names.split(/\s+/).filter((name) => name !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const colon = pair.lastIndexOf(':');
      return colon < 0 ? [pair, 1] : [pair.slice(0, colon), Number(pair.slice(colon + 1))];
    }),
  );
}

export function sum(half: Readonly<Record<string, number>>): number {
  return Object.values(half).reduce((total, amount) => total + amount, 0);
}
