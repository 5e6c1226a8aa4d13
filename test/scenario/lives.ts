/**
 * The life of every scenario dossier, worked out by hand from its comment (local times; the 00:00 of a date is left out).
 *
 * Columns: received | exit | how (completed, left, or '-' where it is open) | late under DATE | late under INSTANT |
 * a word of judgement under DATE / under INSTANT: early, on-time (dated, not early, not late), late, undated, or '-' where
 * it was not completed.
 */
const BY_HAND = `
a1  | 2022-11-01              | 2022-11-30 23:59:59.999 | completed | -                | -                       | early/early
a2  | 2022-10-31 23:59:59.999 | 2022-12-01              | completed | 2022-12-01       | 2022-11-30 17:00:00.001 | late/late
a3  | 2022-10-01              | 2022-12-31 23:59:59.999 | completed | -                | 2022-12-31 17:00:00.001 | on-time/late
a4  | 2022-09-30 23:59:59.999 | 2023-01-01              | completed | -                | -                       | early/early
a5  | 2022-10-15              | 2022-11-14 23:59:59.999 | completed | -                | -                       | on-time/on-time
a6  | 2022-10-14 23:59:59.999 | 2022-11-15              | completed | 2022-11-15       | 2022-11-15              | late/late
b1  | 2022-11-02 09:00        | 2022-11-18 10:00        | completed | -                | -                       | early/early
b2  | 2022-11-02 09:00        | 2022-11-18 10:00        | completed | 2022-11-09       | 2022-11-08 17:00:00.001 | late/late
b3  | 2022-11-02 09:00        | 2022-11-24 10:00        | completed | -                | 2022-11-08 10:00:00.001 | early/late
b4  | 2022-11-02 09:00        | 2022-11-24 10:00        | completed | -                | 2022-11-08 17:00:00.001 | early/late
b5  | 2022-11-02 09:00        | 2022-11-24 10:00        | completed | 2022-11-09       | 2022-11-08 17:00:00.001 | late/late
b6  | 2022-11-02 09:00        | 2022-11-24 10:00        | completed | -                | -                       | undated/undated
b7  | 2022-11-02 09:00        | 2022-11-28 10:00        | completed | -                | -                       | early/early
b8  | 2022-11-02 09:00        | 2022-11-28 10:00        | completed | 2022-11-16       | 2022-11-16 09:00        | late/late
b9  | 2022-11-02 09:00        | 2022-11-18 16:00        | completed | -                | -                       | on-time/on-time
b10 | 2022-10-20 09:00        | -                       | -         | 2022-10-29       | 2022-10-28 17:00:00.001 | -/-
b11 | 2022-11-02 09:00        | 2022-11-24 10:00        | completed | -                | -                       | on-time/on-time
b12 | 2022-11-02 09:00        | 2022-11-13 10:00        | completed | 2022-11-11       | 2022-11-10 17:00:00.001 | late/late
b13 | 2022-11-02 09:00        | 2022-11-08 10:00        | completed | 2022-11-08       | 2022-11-07 17:00:00.001 | late/late
b14 | 2022-11-02 09:00        | 2022-11-09 10:00        | completed | -                | -                       | on-time/on-time
b15 | 2022-11-02 09:00        | 2022-11-09 10:00:00.001 | completed | -                | 2022-11-09 10:00:00.001 | on-time/late
b16 | 2022-11-02 09:00        | 2022-11-09 09:59:59.999 | completed | -                | -                       | on-time/early
b17 | 2022-11-02 09:00        | 2022-11-09 23:59:59.999 | completed | -                | 2022-11-09 08:00:00.001 | on-time/late
c1  | 2022-11-02 09:00        | 2022-11-10 10:00        | left      | -                | -                       | -/-
c2  | 2022-11-02 09:00        | 2022-11-15 10:00        | left      | 2022-11-09       | 2022-11-08 17:00:00.001 | -/-
c3  | 2022-11-02 09:00        | 2022-11-10 10:00        | left      | -                | -                       | -/-
c4  | 2022-11-02 09:00        | 2022-11-10 10:00        | completed | -                | -                       | early/early
c5  | 2022-11-02 09:00        | -                       | -         | 2022-11-13       | 2022-11-12 17:00:00.001 | -/-
c6  | 2022-11-02 09:00        | 2022-11-14 10:00        | completed | -                | -                       | early/early
c7  | 2022-11-10 09:00        | 2022-11-10 09:00        | completed | 2022-11-10 09:00 | 2022-11-10 09:00        | late/late
c8  | 2022-11-05 09:00        | 2022-11-12 10:00        | completed | -                | -                       | undated/undated
c9  | -                       | -                       | -         | -                | -                       | -/-
c10 | -                       | -                       | -         | -                | -                       | -/-
c11 | 2022-11-02 09:00        | 2022-11-20 10:00        | left      | 2022-11-11       | 2022-11-10 17:00:00.001 | -/-
c12 | -                       | -                       | -         | -                | -                       | -/-
d1  | 2022-11-02 09:00        | 2022-11-20 10:00        | completed | 2022-11-11       | 2022-11-10 17:00:00.001 | late/late
d2  | 2022-11-02 09:00        | 2022-11-15 10:00        | completed | -                | -                       | early/early
d3  | 2022-11-02 09:00        | 2022-11-18 10:00        | completed | -                | -                       | on-time/on-time
d5  | 2022-11-03 09:00        | 2022-11-11 10:00        | completed | -                | -                       | early/early
d6  | 2022-11-03 09:00        | 2022-11-15 10:00        | completed | -                | -                       | early/early
d7  | 2022-11-04 09:00        | 2022-11-09 10:00        | completed | -                | -                       | early/early
d8  | 2022-11-04 09:00        | 2022-11-12 10:00        | completed | 2022-11-11       | 2022-11-10 17:00:00.001 | late/late
d9  | 2022-11-04 09:00        | -                       | -         | -                | -                       | -/-
e1  | 2022-11-05 09:00        | -                       | -         | -                | -                       | -/-
e2  | 2022-11-05 09:00        | -                       | -         | -                | -                       | -/-
e3  | 2022-11-05 09:00        | -                       | -         | 2022-12-11       | 2022-12-10 17:00:00.001 | -/-
e4  | 2022-11-05 09:00        | -                       | -         | -                | -                       | -/-
e5  | 2022-11-05 09:00        | 2022-11-10 10:00        | completed | -                | -                       | early/early
e6  | 2022-11-05 09:00        | 2022-11-11 10:00        | completed | -                | -                       | early/early
e7  | 2022-11-03 09:00        | -                       | -         | -                | -                       | -/-
e8  | 2022-11-03 09:00        | -                       | -         | -                | -                       | -/-
e9  | -                       | -                       | -         | -                | -                       | -/-
`;

export type Verdict = 'early' | 'on-time' | 'late' | 'undated' | '-';

/** What a hand says about one dossier; local times, null where it has not happened. */
export interface HandMadeLife {
  readonly subject: string;
  readonly received: string | null;
  readonly exit: string | null;
  readonly how: 'completed' | 'left' | '-';
  readonly lateAt: { readonly DATE: string | null; readonly INSTANT: string | null };
  readonly verdict: { readonly DATE: Verdict; readonly INSTANT: Verdict };
}

const orNull = (text: string | undefined) => (text === undefined || text === '-' ? null : text);

/** d4 and d10 are not among them: they are voided. */
export const LIVES: readonly HandMadeLife[] = BY_HAND.trim()
  .split('\n')
  .map((line) => {
    const [subject, received, exit, how, byDate, byInstant, verdict] = line.split('|').map((cell) => cell.trim());
    const [date, instant] = verdict!.split('/');
    return {
      subject: subject!,
      received: orNull(received),
      exit: orNull(exit),
      how: how as HandMadeLife['how'],
      lateAt: { DATE: orNull(byDate), INSTANT: orNull(byInstant) },
      verdict: { DATE: date as Verdict, INSTANT: instant as Verdict },
    };
  });
