import type { HubBox, Ran, Settings } from './hub';

export type Message = Record<string, unknown> & { data?: unknown };

export const SOURCE = 'urn:example:one-stop';
export const CLEAN = /^verified \d+ states: 0 differences$/m;

/** A valid statement about a dossier of November 2022, with other members where a test wants them. */
export function dossier(subject: string, data: Record<string, unknown> = {}, over: Message = {}): Message {
  return {
    specversion: '1.0',
    id: `${subject}/1`,
    source: SOURCE,
    type: 'vn.province.dossier.v1',
    subject,
    time: '2022-11-10T08:00:00+07:00',
    data: {
      agencyCode: 'H44.01',
      channel: 'ONLINE',
      status: 'RECEIVED',
      receivedAt: '2022-11-10T08:00:00+07:00',
      ...data,
    },
    ...over,
  };
}

/** As many dossiers, every third one lodged at the counter. */
export function dossiers(count: number, prefix = 'D'): Message[] {
  return Array.from({ length: count }, (_, i) =>
    dossier(`${prefix}-${String(i + 1).padStart(5, '0')}`, { channel: i % 3 === 2 ? 'COUNTER' : 'ONLINE' }),
  );
}

export function jsonLines(messages: readonly unknown[]): string {
  return messages.map((message) => `${typeof message === 'string' ? message : JSON.stringify(message)}\n`).join('');
}

/** A row of `hub indicators --format json`. */
export interface Row {
  readonly indicator: string;
  readonly agency: string | null;
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly missing: string | null;
  readonly target: number | null;
  readonly status: string;
  readonly revision: string;
}

/** The figures of a period as the command line prints them. */
export async function figures(
  box: HubBox,
  period: string,
  settings: Settings = {},
  more: string[] = [],
): Promise<Row[]> {
  const { code, stdout, stderr } = await box.run(
    ['indicators', '--period', period, '--format', 'json', ...more],
    settings,
  );
  if (code !== 0) throw new Error(`hub indicators: ${code}\n${stderr}`);
  return JSON.parse(stdout) as Row[];
}

/** Figures without their revision, which counts commits: the same facts in other batches give the same rest. */
export function settled(rows: readonly Row[]): Omit<Row, 'revision'>[] {
  return rows.map(({ revision: _, ...rest }) => rest);
}

/** Both halves of an indicator. */
export function halves(rows: readonly Row[], code: string): [numerator: number | null, denominator: number | null] {
  const row = rows.find(({ indicator }) => indicator === code);
  if (row === undefined) throw new Error(`no indicator ${code}`);
  return [row.numerator, row.denominator];
}

/** It could not run as asked: exit code 2, and words for a person, without a stack. */
export function expectRefusal({ code, stderr, stdout }: Ran, ...said: (string | RegExp)[]): void {
  for (const words of said)
    expect(stderr).toEqual(words instanceof RegExp ? expect.stringMatching(words) : expect.stringContaining(words));
  expect(code).toBe(2);
  expect(stdout + stderr).not.toMatch(/^\s+at |internal fault|Error:/m);
}
