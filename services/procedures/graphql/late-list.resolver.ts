import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Sql } from '../../../infra/database';
import { InputFault } from '../../../infra/graphql/errors';
import { PeriodScalar } from '../../../infra/graphql/scalars';
import { type CatalogueView, effectiveInstant } from '../../indicators';
import { type LateListQuestion, readLateList } from '../late-list';
import { readRepeatLate } from '../late-list-repeats';
import { checkedPeriod, scope } from './arguments';
import type { ProceduresContext } from './context';
import { LateListLine, RepeatLate } from './late-list';

/** Cases from which on lateness is repeated, where nothing else is asked for. */
const THRESHOLD = 3;
const MAX_THRESHOLD = 1000;

/** Sums of late dossiers: the monthly public list, and repeat offenders. */
@Resolver()
export class LateListResolver {
  @Query(() => [LateListLine], {
    description:
      'The monthly late list (task 17), public: the dossiers of `lateCases` for the period, as of now or its end, by agency and kind of reason; most cases first. No dossier, officer or applicant can be told from it',
  })
  async lateList(
    @Ctx() context: ProceduresContext,
    @Arg('agency', () => ID, { nullable: true, description: 'Of this agency and all below it' }) agency: string | null,
    @Arg('period', () => PeriodScalar, { description: 'A month, or any other period' }) period: string,
  ): Promise<LateListLine[]> {
    const question = questionOf(context, agency, period);
    const lines = await context.publicReads.read(async (sql) =>
      readLateList(sql, question, await viewAt(context, sql, question.T), context.settings),
    );
    return lines.map((line) => ({
      ...line,
      agency: line.agency === '' ? null : { code: line.agency },
      unexplained: line.cases - line.explained,
      unapologised: line.cases - line.apologised,
    }));
  }

  @Query(() => [RepeatLate], {
    description:
      'Repeat offenders (clause 1a): agencies and officers with whom at least so many dossiers became late in the period, as of now or its end; most cases first. Dossiers without a stated agency are in no line',
  })
  async repeatLate(
    @Ctx() context: ProceduresContext,
    @Arg('agency', () => ID, { nullable: true, description: 'Of this agency and all below it' }) agency: string | null,
    @Arg('period', () => PeriodScalar, { description: 'Became late within it' }) period: string,
    @Arg('threshold', () => Int, {
      nullable: true,
      defaultValue: THRESHOLD,
      description: `Fewest cases of a line, from 1 to ${MAX_THRESHOLD}`,
    })
    threshold: number | null,
  ): Promise<RepeatLate[]> {
    const question = {
      ...questionOf(context, agency, period),
      byOfficer: context.showPersons,
      threshold: checkedThreshold(threshold),
    };
    const lines = await context.reads.read(async (sql) =>
      readRepeatLate(sql, question, await viewAt(context, sql, question.T)),
    );
    return lines.map((line) => ({ ...line, agency: { code: line.agency } }));
  }
}

/** The part of a period that is over now. */
function questionOf({ settings, now }: ProceduresContext, agency: string | null, period: string): LateListQuestion {
  const window = checkedPeriod(period);
  const T = effectiveInstant(window, null, now, settings);
  return { scope: scope(agency, null), from: settings.zone.startOfDay(window.from), T };
}

/** The catalogue of the day of T. */
async function viewAt({ catalogue, settings }: ProceduresContext, sql: Sql, T: number): Promise<CatalogueView> {
  return (await catalogue(sql)).on(settings.zone.localDay(T), T);
}

/** @throws InputFault where it is no number of cases */
function checkedThreshold(asked: number | null): number {
  const threshold = asked ?? THRESHOLD;
  if (threshold >= 1 && threshold <= MAX_THRESHOLD) return threshold;
  throw new InputFault({ argument: 'threshold', value: threshold, expected: `a number from 1 to ${MAX_THRESHOLD}` });
}
