import { Arg, Ctx, FieldResolver, Float, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { InputFault } from '../../../infra/graphql/errors';
import { DateScalar, DateTimeScalar, PeriodScalar } from '../../../infra/graphql/scalars';
import { Channel, inWords, Language } from '../../../infra/graphql/words';
import { dayNumber, formatDay } from '../../../infra/time/zone';
import { type Act, LETTER } from '../../directive';
import { LETTER_DATE } from '../definitions/indicator';
import { basesOf } from '../definitions/legal-basis';
import { findIndicator } from '../definitions/registry';
import { FIRST_YEAR, LAST_YEAR, parsePeriod, windowsBetween } from '../read/period';
import { ask, askedIndicators, askedPeriod, askWindow } from './ask';
import type { IndicatorsContext } from './context';
import { Better, Calendar, Dimension, Grain, Half, LatenessRule, TargetBasis, Unit } from './enums';
import { Clause, DirectiveTask, Indicator, IndicatorValue, LegalBasis } from './types';

/** Longest series. */
const MAX_WINDOWS = 400;

/** Indicators: what they mean, and their values. */
@Resolver(() => Indicator)
export class IndicatorResolver {
  @Query(() => [Indicator], { description: "Indicators in the order of the directive's table; absent codes: all" })
  indicators(
    @Arg('codes', () => [ID], { nullable: true, description: 'Only these' }) codes: string[] | null,
  ): Indicator[] {
    return askedIndicators(codes).map((definition) => ({ code: definition.code, definition }));
  }

  @Query(() => Indicator, { nullable: true, description: 'One indicator; null for a code that none has' })
  indicator(@Arg('code', () => ID, { description: 'Its code' }) code: string): Indicator | null {
    const definition = findIndicator(code);
    return definition === undefined ? null : { code, definition };
  }

  @FieldResolver(() => Int, { description: "Its number in the directive's table" })
  number(@Root() { definition }: Indicator): number {
    return definition.number;
  }

  @FieldResolver(() => String, { description: 'Title (tên chỉ số)' })
  title(
    @Root() { definition }: Indicator,
    @Arg('lang', () => Language, { nullable: true, defaultValue: Language.VI, description: 'Language of the title' })
    lang: Language | null,
  ): string {
    return inWords(definition.title, lang);
  }

  @FieldResolver(() => String, { description: 'What a half counts, in one sentence' })
  description(
    @Root() { definition }: Indicator,
    @Arg('half', () => Half, { description: 'Which half; GAP is told by both' }) half: Half,
    @Arg('lang', () => Language, { nullable: true, defaultValue: Language.VI, description: 'Language of the sentence' })
    lang: Language | null,
  ): string {
    const { numerator, denominator } = definition;
    if (half === Half.NUMERATOR) return inWords(numerator.words, lang);
    if (denominator === undefined) return inWords({ vi: 'Không có: đây là số lượng', en: 'None: it is a count' }, lang);
    const whole = inWords(denominator.words, lang);
    if (half === Half.DENOMINATOR) return whole;
    return `${whole} – ${inWords({ vi: 'trừ: ', en: 'without: ' }, lang)}${inWords(numerator.words, lang)}`;
  }

  @FieldResolver(() => [Clause], { description: 'The sections of the directive that ask for it' })
  clauses(@Root() { definition }: Indicator): Clause[] {
    return definition.clauses.map((ref) => ({ directive: LETTER, ref }));
  }

  @FieldResolver(() => [DirectiveTask], { description: "Rows of the directive's annex whose state it shows" })
  tasks(@Root() { definition }: Indicator): DirectiveTask[] {
    return definition.tasks.map((number) => ({ number: String(number) }));
  }

  @FieldResolver(() => [LegalBasis], {
    description: 'The acts that the definition stands on, with what has replaced them since (căn cứ pháp lý)',
  })
  legalBasis(@Root() { definition }: Indicator, @Ctx() { directive }: IndicatorsContext): LegalBasis[] {
    return basesOf(definition, directive).map(legalBasisOf);
  }

  @FieldResolver(() => Unit, { description: 'Unit of its values' })
  unit(@Root() { definition }: Indicator): Unit {
    return Unit[definition.unit];
  }

  @FieldResolver(() => Better, { description: 'Which way is better' })
  better(@Root() { definition }: Indicator): Better {
    return Better[definition.better];
  }

  @FieldResolver(() => LatenessRule, {
    nullable: true,
    description: 'The rule in force; null where lateness plays no part',
  })
  latenessRule(@Root() { definition }: Indicator, @Ctx() { settings }: IndicatorsContext): LatenessRule | null {
    return definition.lateness ? LatenessRule[settings.rule] : null;
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'First day on which the definition holds; null: not limited',
  })
  validFrom(@Root() { definition }: Indicator): number | null {
    return dayNumber(definition.validFrom ?? LETTER_DATE);
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'Last day on which the definition holds; null: not limited',
  })
  validTo(@Root() { definition }: Indicator): number | null {
    return definition.validTo === undefined ? null : dayNumber(definition.validTo);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'The target on a day (chỉ tiêu), in its unit; null: none holds',
  })
  async target(
    @Root() { definition }: Indicator,
    @Ctx() context: IndicatorsContext,
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day; today where absent' }) on: number | null,
    @Arg('agency', () => ID, { nullable: true, description: 'For this agency, where the province sets its own' })
    agency: string | null,
  ): Promise<number | null> {
    const { settings, now, targets, reads, catalogue } = context;
    const day = on ?? settings.zone.localDay(now);
    const level =
      agency == null
        ? null
        : (await reads.read(catalogue)).on(day, settings.zone.startOfDay(day + 1) - 1).levelOf(agency);
    return targets.on(definition, formatDay(day), { agency: agency ?? null, level })?.value ?? null;
  }

  @FieldResolver(() => TargetBasis, { nullable: true, description: 'Where the target comes from' })
  targetBasis(
    @Root() { definition }: Indicator,
    @Ctx() { targets, settings, now }: IndicatorsContext,
  ): TargetBasis | null {
    const today = formatDay(settings.zone.localDay(now));
    const target = targets.on(definition, today, { agency: null, level: null }) ?? definition.targets.at(-1);
    return target === undefined ? null : TargetBasis[target.basis];
  }

  @FieldResolver(() => IndicatorValue, {
    description:
      'Its value for a period. agency: null is everything in the store; a unit includes all below it unless only: true',
  })
  async value(
    @Root() { definition }: Indicator,
    @Ctx() context: IndicatorsContext,
    @Arg('agency', () => ID, { nullable: true, description: 'The agency; null: everything' }) agency: string | null,
    @Arg('period', () => PeriodScalar, { description: 'The period' }) period: string,
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description:
        'As of this instant, inclusive; under DATE the end of its local day. Absent: now. Never beyond the period',
    })
    asOf: number | null,
    @Arg('channel', () => Channel, { nullable: true, description: 'Only of this channel' }) channel: Channel | null,
    @Arg('procedure', () => ID, { nullable: true, description: 'Only of this procedure' }) procedure: string | null,
    @Arg('field', () => ID, { nullable: true, description: 'Only of this field' }) field: string | null,
    @Arg('only', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: "The agency's own part, without its descendants",
    })
    only: boolean | null,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'The day of the tree; the local day of T where absent',
    })
    on: number | null,
  ): Promise<IndicatorValue> {
    const filters = { agency, asOf, channel, procedure, field, only, on };
    return { figure: await context.figures.figure(ask(definition, askedPeriod(period), filters)) };
  }

  @FieldResolver(() => [IndicatorValue], {
    description: 'One value per grain; from inclusive, to exclusive, first and last cut to the range',
  })
  async series(
    @Root() { definition }: Indicator,
    @Ctx() context: IndicatorsContext,
    @Arg('agency', () => ID, { nullable: true, description: 'The agency; null: everything' }) agency: string | null,
    @Arg('from', () => DateScalar, { description: 'First day' }) from: number,
    @Arg('to', () => DateScalar, { description: 'The day after the last' }) to: number,
    @Arg('every', () => Grain, { description: 'How wide each value is' }) every: Grain,
    @Arg('calendar', () => Calendar, {
      nullable: true,
      defaultValue: Calendar.CIVIL,
      description: 'Where months begin',
    })
    calendar: Calendar | null,
    @Arg('channel', () => Channel, { nullable: true, description: 'Only of this channel' }) channel: Channel | null,
  ): Promise<IndicatorValue[]> {
    if (to <= from)
      throw new InputFault({ argument: 'to', value: formatDay(to), expected: `a day after ${formatDay(from)}` });
    const [first, last] = [dayNumber(`${FIRST_YEAR + 1}-01-01`), dayNumber(`${LAST_YEAR}-01-01`)];
    if (from < first || to > last) {
      throw new InputFault({
        argument: 'from',
        value: formatDay(from),
        expected: `a range from ${formatDay(first)} to ${formatDay(last)}`,
      });
    }
    if ((to - from) / GRAIN_DAYS[every] > MAX_WINDOWS) {
      throw new InputFault({
        argument: 'to',
        value: formatDay(to),
        expected: `a range of at most ${MAX_WINDOWS} values; ask in parts`,
      });
    }
    const windows = windowsBetween(from, to, every, calendar ?? Calendar.CIVIL);
    return Promise.all(
      windows.map(async (window) => {
        const question = askWindow(definition, window, { agency, channel });
        const period = window.period === null ? null : parsePeriod(window.period);
        return { figure: await context.figures.figure({ ...question, period }) };
      }),
    );
  }

  @FieldResolver(() => [IndicatorValue], {
    description: 'Rows that add up to the whole; what has no procedure, field or agency is a row of its own',
  })
  async breakdown(
    @Root() { definition }: Indicator,
    @Ctx() context: IndicatorsContext,
    @Arg('by', () => Dimension, { description: 'What each row stands for' }) by: Dimension,
    @Arg('agency', () => ID, { nullable: true, description: 'The agency; null: everything' }) agency: string | null,
    @Arg('period', () => PeriodScalar, { description: 'The period' }) period: string,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: 'As of this instant, as in value' })
    asOf: number | null,
    @Arg('channel', () => Channel, { nullable: true, description: 'Only of this channel' }) channel: Channel | null,
    @Arg('field', () => ID, { nullable: true, description: 'Only of this field' }) field: string | null,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'The day of the tree; the local day of T where absent',
    })
    on: number | null,
  ): Promise<IndicatorValue[]> {
    const question = ask(definition, askedPeriod(period), { agency, asOf, channel, field, on });
    return (await context.figures.breakdown(question, by)).map((figure) => ({ figure }));
  }
}

const GRAIN_DAYS: Readonly<Record<Grain, number>> = { DAY: 1, MONTH: 28, QUARTER: 89, YEAR: 365 };

function legalBasisOf(act: Act): LegalBasis {
  const day = (date: string | null): number | null => (date === null ? null : dayNumber(date));
  return {
    id: act.id,
    number: act.number,
    inForceFrom: day(act.inForceFrom),
    inForceTo: day(act.inForceTo),
    act,
  };
}

/** An act's words, and what came after it. */
@Resolver(() => LegalBasis)
export class LegalBasisResolver {
  @FieldResolver(() => String, { description: 'What it is about, in short' })
  title(
    @Root() { act }: LegalBasis,
    @Arg('lang', () => Language, { nullable: true, defaultValue: Language.VI, description: 'Language of the words' })
    lang: Language | null,
  ): string {
    return inWords(act.title, lang);
  }

  @FieldResolver(() => [LegalBasis], { description: 'The acts that replaced it' })
  successors(@Root() { act }: LegalBasis, @Ctx() { directive }: IndicatorsContext): LegalBasis[] {
    return act.successors.flatMap((id) => {
      const next = directive.acts.get(id);
      return next === undefined ? [] : [legalBasisOf(next)];
    });
  }
}

/** A section's words. */
@Resolver(() => Clause)
export class ClauseResolver {
  @FieldResolver(() => String, { description: 'What the section asks for, in short' })
  text(
    @Root() { directive, ref }: Clause,
    @Ctx() context: IndicatorsContext,
    @Arg('lang', () => Language, { nullable: true, defaultValue: Language.VI, description: 'Language of the words' })
    lang: Language | null,
  ): string {
    const clause = context.directive.clause(directive, ref);
    return clause === undefined ? ref : inWords(clause.title, lang);
  }
}
