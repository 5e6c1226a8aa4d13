import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Part, publishedDirective, type Task } from '.';

/** What the project was given; absent in a clone of it alone, where these tests are skipped. */
const FACTS = join(__dirname, '../../../shared/domain/directive.md');
const TABLE = join(__dirname, '../../../shared/design/indicators.md');
const { directives, tasks, parties, weights } = publishedDirective();

/** Names of the table that are not those of the parties. */
const NAMES: Readonly<Record<string, string>> = {
  all: 'ALL',
  'all departments': 'ALL',
  'related bodies': 'RELATED',
  'agencies concerned': 'VERTICAL',
  'UBND cấp huyện': 'DISTRICTS',
  'VP UBND': 'VP_UBND',
  'Sở TT&TT': 'SO_TTTT',
  'Sở KH&ĐT': 'SO_KHDT',
};

(existsSync(FACTS) ? describe : describe.skip)('held against ../shared/domain/directive.md', () => {
  test('the clauses have the refs of its table', () => {
    const refs = [...read().clauses.matchAll(/^\| (\d\S*) \|/gm)].map(([, ref]) => ref);
    expect(directives[0]!.clauses.map(({ ref }) => ref)).toEqual(refs);
  });

  test('the 32 rows have its numbers, sections, parties and deadlines, and a product where it has one', () => {
    const rows = read()
      .annex.split('\n')
      .filter((line) => /^\| \d/.test(line))
      .map(rowOf);
    expect(rows).toHaveLength(32);
    expect(tasks.map(asRow)).toEqual(rows);
  });
});

(existsSync(TABLE) ? describe : describe.skip)('held against ../shared/design/indicators.md', () => {
  const lines = (): string[] => readFileSync(TABLE, 'utf8').split('\n');

  test('the ratios of parts name indicators of its table', () => {
    const codes = lines().flatMap((line) => /^\| \d+ \| `([a-z0-9-]+)`/.exec(line)?.[1] ?? []);
    expect(codes).toHaveLength(42);
    const named = partsOf().flatMap(({ ratio }) => {
      const { part: _, ...indicators } = (ratio ?? {}) as Record<string, string>;
      return Object.values(indicators);
    });
    expect(named).toHaveLength(9);
    expect(named.filter((code) => !codes.includes(code))).toEqual([]);
  });

  test('groups, points and full marks are those of its 766 table, part by part', () => {
    const rows = lines()
      .slice(lines().findIndex((line) => line.startsWith('| group | part')))
      .filter((line) => /^\| (\d .*)?\| [a-z]/.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, , , points, ratio]) => [Number(points), Number(/full at (\d+) %/.exec(ratio!)?.[1] ?? 100)]);
    expect(partsOf().map(({ points, fullMark }) => [points, fullMark])).toEqual(rows);
  });
});

function partsOf(): Part[] {
  return weights[0]!.groups.flatMap((group) => group.parts);
}

function read(): { clauses: string; annex: string } {
  const [clauses, annex] = readFileSync(FACTS, 'utf8').split('## Annex');
  return { clauses: clauses!, annex: annex! };
}

function asRow({ number, section, leads, supporting, dueAt, recurring, product }: Task): unknown {
  const sorted = (keys: readonly string[]): string[] => [...keys].sort();
  return {
    number,
    section,
    leads: sorted(leads.parties),
    supporting: sorted(supporting.parties),
    dueAt,
    recurring,
    hasProduct: product !== null,
  };
}

function rowOf(line: string): unknown {
  const cells = line.split('|').map((cell) => cell.trim());
  const [, number, section, , leads, supporting, deadline, product] = cells as [string, ...string[]];
  return {
    number: number!.replace('*', ''),
    section,
    leads: keysOf(leads!),
    supporting: keysOf(supporting!),
    ...deadlineOf(deadline!),
    hasProduct: product !== '–',
  };
}

/** A cell of names as keys; what stands in brackets is a remark. */
function keysOf(cell: string): string[] {
  return cell
    .replace(/\(.*?\)/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '–' && name !== 'localities')
    .map((name) => NAMES[name] ?? keyOf(name))
    .sort();
}

function keyOf(name: string): string {
  return [...parties.values()].find((party) => party.name.vi === name)?.key ?? `no party: ${name}`;
}

/** T, and what comes back each quarter, recur; of the months or years named the last counts, by its last day. */
function deadlineOf(cell: string): { dueAt: string | null; recurring: boolean } {
  if (cell === 'T' || cell.includes('each quarter')) return { dueAt: null, recurring: true };
  const printed = cell.replace(/\(.*?\)/g, '').trim();
  const [, month, inYear] = [...printed.matchAll(/(?<!\d)(\d{2})\/(20\d{2})/g)].at(-1) ?? [];
  const [, year] = /^\d{4}–(\d{4})$/.exec(printed) ?? [];
  const last = month === undefined ? year && [Number(year), 12] : [Number(inYear), Number(month)];
  if (!last) return { dueAt: null, recurring: false };
  return {
    dueAt: new Date(Date.UTC(Number(last[0]), Number(last[1]), 0)).toISOString().slice(0, 10),
    recurring: false,
  };
}
