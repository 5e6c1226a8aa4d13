import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { InputFault } from '../../../infra/graphql/errors';
import { checkFirst, connection, isText, readCursor } from '../../../infra/graphql/page';
import { DateTimeScalar, PeriodScalar } from '../../../infra/graphql/scalars';
import { effectiveInstant, readDueSoon, readLateCases } from '../../indicators';
import { checkedPeriod, dateKey, datePlace, scope } from './arguments';
import type { ProceduresContext } from './context';
import { Agency, Dossier, DossierConnection, LateCase, LateCaseConnection } from './dossier';
import { lateCaseOf, loadDossier } from './load';

/** Lists of dossiers that need attention. */
@Resolver(() => LateCase)
export class ListsResolver {
  @FieldResolver(() => Agency, { nullable: true, description: 'The agency that answers for it' })
  agency(@Root() { dossier }: LateCase): Agency | null {
    return dossier.life.agency === '' ? null : { code: dossier.life.agency };
  }

  @Query(() => LateCaseConnection, {
    description:
      'Dossiers that are late as of the instant, or became late or were completed late within the period; by code',
  })
  async lateCases(
    @Ctx() context: ProceduresContext,
    @Arg('agency', () => ID, { nullable: true, description: 'Of this agency and all below it' }) agency: string | null,
    @Arg('procedure', () => ID, { nullable: true, description: 'Only of this procedure' }) procedure: string | null,
    @Arg('period', () => PeriodScalar, { nullable: true, description: 'Those late within it, too' }) period:
      | string
      | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: 'The instant; now where absent' })
    asOf: number | null,
    @Arg('open', () => Boolean, { nullable: true, description: 'true: leave out what is no longer in progress' })
    open: boolean | null,
    @Arg('explained', () => Boolean, {
      nullable: true,
      description: 'Only with (true) or without (false) a report of the reason',
    })
    explained: boolean | null,
    @Arg('apologised', () => Boolean, { nullable: true, description: 'Only with (true) or without (false) an apology' })
    apologised: boolean | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list' }) after: string | null,
  ): Promise<LateCaseConnection> {
    const { settings, reads } = context;
    const window = period == null ? null : checkedPeriod(period);
    const T = effectiveInstant(window ?? { to: FAR_DAY }, asOf ?? null, context.now, settings);
    const page = await reads.read(async (sql) =>
      readLateCases(
        sql,
        {
          scope: scope(agency, procedure),
          T,
          from: window === null ? null : settings.zone.startOfDay(window.from),
          open: open === true,
          explained: explained ?? null,
          apologised: apologised ?? null,
          first: checkFirst(first),
          after: readCursor(after, isText),
        },
        (await context.catalogue(sql)).on(settings.zone.localDay(T), T),
      ),
    );
    const cases = new Map<string, LateCase>();
    await Promise.all(
      page.rows.map(async ({ subject }) => {
        const dossier = await loadDossier(context, subject);
        const late = dossier === null ? null : lateCaseOf(context, dossier, T);
        if (late !== null) cases.set(subject, late);
      }),
    );
    const rows = page.rows.filter(({ subject }) => cases.has(subject));
    return connection(
      { ...page, rows },
      ({ subject }) => cases.get(subject)!,
      ({ subject }) => subject,
    );
  }

  @Query(() => DossierConnection, {
    description:
      'Dossiers in progress and not late that fall due within so many days (working days where the calendar knows the year, else calendar days); soonest first',
  })
  async dueSoon(
    @Ctx() context: ProceduresContext,
    @Arg('agency', () => ID, { nullable: true, description: 'Of this agency and all below it' }) agency: string | null,
    @Arg('days', () => Int, { nullable: true, defaultValue: 3, description: 'How many days ahead, from 0 to 365' })
    asked: number | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: 'The instant; now where absent' })
    asOf: number | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list' }) after: string | null,
  ): Promise<DossierConnection> {
    const days = asked ?? 3;
    if (days < 0 || days > 365)
      throw new InputFault({ argument: 'days', value: days, expected: 'a number from 0 to 365' });
    const { settings, reads } = context;
    const T = asOf ?? context.now;
    const day = settings.zone.localDay(T);
    const page = await reads.read(async (sql) =>
      readDueSoon(
        sql,
        {
          scope: scope(agency, null),
          T,
          // Under DATE the due day belongs to the dossier to its end.
          from: settings.rule === 'DATE' ? settings.zone.startOfDay(day) : T,
          // Where the calendar ends, days of the week and days off count alike.
          until: settings.zone.startOfDay((context.workingDays.lastWithin(day, days) ?? day + days) + 1) - 1,
          first: checkFirst(first),
          after: datePlace(after),
        },
        (await context.catalogue(sql)).on(day, T),
      ),
    );
    const dossiers = new Map<string, Dossier>();
    await Promise.all(
      page.rows.map(async ({ subject }) => {
        const dossier = await loadDossier(context, subject);
        if (dossier !== null) dossiers.set(subject, dossier);
      }),
    );
    const rows = page.rows.filter(({ subject }) => dossiers.has(subject));
    return connection({ ...page, rows }, ({ subject }) => dossiers.get(subject)!, dateKey);
  }
}

/** A day after every period: a list without a period is not cut by one. */
const FAR_DAY = 60_000;
