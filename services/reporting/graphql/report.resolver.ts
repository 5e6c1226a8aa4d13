import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Sql } from '../../../infra/database';
import { InputFault } from '../../../infra/graphql/errors';
import { checkFirst, connection, readCursor } from '../../../infra/graphql/page';
import { DateScalar, PeriodScalar } from '../../../infra/graphql/scalars';
import type { WorkingDays } from '../../../infra/time/working-days';
import type { ExpectedReports } from '../../indicators';
import { loadStates, type Page, type Period, parsePeriod, type State, said } from '../../indicators';
import { discrepanciesOf } from '../reports/discrepancies';
import { keyOf, type ReportKey, type ReportQuestion, type ReportRow, readReports } from '../reports/list';
import { instantText, type ReportingContext } from './context';
import { Discrepancy, Report, ReportConnection, ReportStatus } from './types';

/** Reports, and how what they say agrees with what is computed. */
@Resolver(() => Report)
export class ReportResolver {
  @Query(() => ReportConnection, {
    description:
      'Reports handed in, begun or owed: about the period or due in it; without a period those due by now and all begun; by due date and code',
  })
  async reports(
    @Ctx() context: ReportingContext,
    @Arg('agency', () => ID, { nullable: true, description: 'Of this agency and all below it' }) agency: string | null,
    @Arg('period', () => PeriodScalar, { nullable: true, description: 'About it, or due in it' }) period: string | null,
    @Arg('status', () => ReportStatus, { nullable: true, description: 'Only those that stand so' })
    status: ReportStatus | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list' }) after: string | null,
  ): Promise<ReportConnection> {
    const { settings, now, officeReads } = context;
    const asked = {
      period: period == null ? null : askedPeriod(period),
      status: status ?? null,
      first: checkFirst(first),
      after: readCursor(after, isKey),
      now,
    };
    return officeReads.read(async (sql) => {
      const view = (await context.catalogue(sql)).on(settings.zone.localDay(now), now);
      const question: ReportQuestion = { ...asked, agencies: agency == null ? null : view.subtree(agency) };
      const expected = await context.expected(sql);
      const page = await readReports(sql, expected, question, settings);
      const states = await statesOf(sql, page);
      return connection(page, (row) => reportOf(row, states.get(row.code), expected, context), keyOf);
    });
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Working days from its due date to its submission, or to now where it is missing; null where it is not late, or the calendar does not know the year',
  })
  workingDaysLate(@Root() { row }: Report, @Ctx() { settings, workingDays, now }: ReportingContext): number | null {
    const { dueAt, submittedAt, status } = row;
    if (dueAt === null || (status !== 'LATE' && status !== 'MISSING')) return null;
    const { zone } = settings;
    return workingDays.between(zone.localDay(dueAt), zone.localDay(submittedAt ?? now));
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description:
      'The last working day on which it can be handed in on time: its due day or the one before it; null where the calendar does not know the year',
  })
  lastWorkingDay(@Root() { row }: Report, @Ctx() { settings, workingDays }: ReportingContext): number | null {
    return row.dueAt === null ? null : lastWorkingDayUntil(settings.zone.localDay(row.dueAt), workingDays);
  }

  @FieldResolver(() => [Discrepancy], {
    description:
      'Figures reported that are not the computed ones, rounded to as many decimals, or that cannot be compared; by key',
  })
  async discrepancies(@Root() { row, values }: Report, @Ctx() context: ReportingContext): Promise<Discrepancy[]> {
    const found = await discrepanciesOf(values, aboutOf(row), context);
    return found.map(({ key, indicator, reported, computed }) => ({
      ...{ key, reported, computed },
      indicator: indicator === null ? null : { code: indicator.code },
      difference: computed === null ? null : reported - computed,
    }));
  }
}

/** No stretch of days off is longer than a month. */
const LONGEST_BREAK = 31;

function lastWorkingDayUntil(due: number, calendar: WorkingDays): number | null {
  for (let day = due; day > due - LONGEST_BREAK; day--) {
    const works = calendar.isWorkingDay(day);
    if (works !== false) return works === null ? null : day;
  }
  return null;
}

function statesOf(sql: Sql, { rows }: Page<ReportRow>): Promise<Map<string, State>> {
  const begun = rows.filter((row) => row.begun).map(({ code }) => code);
  return loadStates(sql, 'report', begun.sort());
}

function reportOf(
  row: ReportRow,
  state: State | undefined,
  { regimes }: ExpectedReports,
  context: ReportingContext,
): Report {
  const own = row.begun ? state : undefined;
  const words = (field: string): string | null =>
    own === undefined || !context.showPersons ? null : ((said(own, field) as string | null | undefined) ?? null);
  const values =
    own === undefined ? null : (said(own, 'values') as Readonly<Record<string, number>> | null | undefined);
  return {
    code: row.code,
    regime: regimes.get(row.regime)?.name ?? row.regime,
    agency: row.agency === '' ? null : { code: row.agency },
    period: row.period === '' ? null : row.period,
    dueAt: instantText(context, row.dueAt),
    submittedAt: instantText(context, row.submittedAt),
    status: ReportStatus[row.status],
    obstacle: words('obstacle'),
    proposal: words('proposal'),
    row,
    values: values ?? {},
  };
}

/** What a report's figures are about; null where it does not say so that it can be understood. */
function aboutOf({ agency, period }: ReportRow): { agency: string; period: Period } | null {
  if (agency === '' || period === '') return null;
  try {
    return { agency, period: parsePeriod(period) };
  } catch {
    return null;
  }
}

function askedPeriod(period: string): Period {
  try {
    return parsePeriod(period);
  } catch {
    throw new InputFault({ argument: 'period', value: period, expected: 'a period such as 2022-11 or R2022-Q4' });
  }
}

function isKey(key: unknown): key is ReportKey {
  if (!Array.isArray(key) || key.length !== 3) return false;
  const [dueAt, code, begun] = key as unknown[];
  return typeof dueAt === 'number' && typeof code === 'string' && (begun === 0 || begun === 1);
}
