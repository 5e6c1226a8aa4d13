import { createHash } from 'node:crypto';
import type { Sql } from '../../infra/database';
import { INDICATORS, type Targets } from '../indicators';

/** How far the relay has come; each is absent before its first whole cycle. */
export interface Marks {
  /** Digest of the store and of the definitions that everything published stands on. */
  readonly standing?: string;
  /** The revision of the catalogue that everything published is joined with. */
  readonly catalogue?: string;
  /** The instant up to which what time alone has moved was looked for, epoch milliseconds. */
  readonly looked?: string;
}

export async function readMarks(sql: Sql): Promise<Marks> {
  const rows = await sql.all<{ name: string; value: string }>('SELECT name, value FROM relay_mark');
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

export async function writeMarks(sql: Sql, marks: Marks): Promise<void> {
  await sql.write(
    { table: 'relay_mark', key: ['name'], columns: ['name', 'value'], onConflict: 'replace' },
    Object.entries(marks),
  );
}

/** What values stand on besides facts: where it changes, everything may have. */
export function standingOf(storeDigest: string, { own }: Pick<Targets, 'own'>): string {
  const told = INDICATORS.map(({ code, unit, better, targets, numerator, denominator }) => [
    ...[code, unit, better, targets],
    ...[numerator, denominator].map((half) => half?.measures.map(({ key }) => key) ?? null),
  ]);
  const digest = createHash('sha256')
    .update(JSON.stringify([told, own]))
    .digest('hex')
    .slice(0, 32);
  return `${storeDigest} ${digest}`;
}
