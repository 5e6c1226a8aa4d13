import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { InputFault } from '../../../infra/graphql/errors';
import { checkFirst, connection, isText, readCursor } from '../../../infra/graphql/page';
import { DateScalar, DateTimeScalar, PeriodScalar } from '../../../infra/graphql/scalars';
import { Channel } from '../../../infra/graphql/words';
import type { FactKind as FactName } from '../facts/fact';
import { readEvidence } from '../read/evidence';
import { judge } from '../read/judge';
import { previousPeriod } from '../read/period';
import { earlier } from '../read/question';
import { type IndicatorsContext, instantText } from './context';
import { FactKind, Half, MissingReason, TargetStatus } from './enums';
import { Agency, EvidenceConnection, Indicator, IndicatorValue, Procedure } from './types';

const named = (code: string | null): { code: string } | null => (code === null || code === '' ? null : { code });

const EVIDENCE_KIND = Object.fromEntries(Object.values(FactKind).map((kind) => [kind.toLowerCase(), kind])) as Readonly<
  Record<FactName, FactKind>
>;

/** A figure and all that it says about itself. */
@Resolver(() => IndicatorValue)
export class IndicatorValueResolver {
  @FieldResolver(() => Indicator, { description: 'Of which indicator' })
  indicator(@Root() { figure }: IndicatorValue): Indicator {
    const { indicator } = figure.question;
    return { code: indicator.code, definition: indicator };
  }

  @FieldResolver(() => Agency, {
    nullable: true,
    description: 'Of which agency; null: everything, or the row of what names none',
  })
  agency(@Root() { figure }: IndicatorValue): Agency | null {
    return named(figure.question.agency);
  }

  @FieldResolver(() => Procedure, {
    nullable: true,
    description: 'Of which procedure; null: all, or the row of what names none',
  })
  procedure(@Root() { figure }: IndicatorValue): Procedure | null {
    return named(figure.question.procedure);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Of which field; null: all, or the row of what has none',
  })
  field(@Root() { figure }: IndicatorValue): string | null {
    return named(figure.question.field)?.code ?? null;
  }

  @FieldResolver(() => Channel, { nullable: true, description: 'Of which channel; null: all' })
  channel(@Root() { figure }: IndicatorValue): Channel | null {
    return (named(figure.question.channel)?.code ?? null) as Channel | null;
  }

  @FieldResolver(() => PeriodScalar, { nullable: true, description: 'The period; null where the window is cut' })
  period(@Root() { figure }: IndicatorValue): string | null {
    return figure.question.period?.text ?? null;
  }

  @FieldResolver(() => DateScalar, { description: 'First day of the window' })
  from(@Root() { figure }: IndicatorValue): number {
    return figure.question.from;
  }

  @FieldResolver(() => DateScalar, { description: 'The day after the last of the window' })
  to(@Root() { figure }: IndicatorValue): number {
    return figure.question.to;
  }

  @FieldResolver(() => DateTimeScalar, { description: 'The last instant that counts (T)' })
  asOf(@Root() { figure }: IndicatorValue, @Ctx() context: IndicatorsContext): string {
    return instantText(context, figure.T);
  }

  @FieldResolver(() => Float, { nullable: true, description: 'What is counted (tử số)' })
  numerator(@Root() { figure }: IndicatorValue): number | null {
    return figure.numerator;
  }

  @FieldResolver(() => Float, { nullable: true, description: 'What it is counted among (mẫu số); null for a COUNT' })
  denominator(@Root() { figure }: IndicatorValue): number | null {
    return figure.denominator;
  }

  @FieldResolver(() => Float, { nullable: true, description: 'Percent 0 to 100, or the count; null with a reason' })
  value(@Root() { figure }: IndicatorValue): number | null {
    return figure.value;
  }

  @FieldResolver(() => MissingReason, { nullable: true, description: 'Why there is no value' })
  missing(@Root() { figure }: IndicatorValue): MissingReason | null {
    return figure.missing === null ? null : MissingReason[figure.missing];
  }

  @FieldResolver(() => Float, { nullable: true, description: "The target in force on the period's last day" })
  target(@Root() { figure }: IndicatorValue): number | null {
    return judge(figure).target;
  }

  @FieldResolver(() => TargetStatus, { description: 'Whether the value reaches it' })
  status(@Root() { figure }: IndicatorValue): TargetStatus {
    return TargetStatus[judge(figure).status];
  }

  @FieldResolver(() => IndicatorValue, {
    nullable: true,
    description:
      'The same question one period earlier; where asOf is given at the same distance from its start. null for a cut window',
  })
  async previous(
    @Root() { figure }: IndicatorValue,
    @Ctx() context: IndicatorsContext,
  ): Promise<IndicatorValue | null> {
    const { question } = figure;
    if (question.period === null) return null;
    const before = previousPeriod(question.period);
    if (before === null) return null;
    const asked = earlier(question, before, context.settings);
    return { figure: await context.figures.figure(asked) };
  }

  @FieldResolver(() => String, { description: 'Digits; moves, and only grows, whenever this figure moves' })
  revision(@Root() { figure }: IndicatorValue): string {
    return figure.revision;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it may still change: the period is not over at T (số liệu tạm tính)',
  })
  provisional(@Root() { figure }: IndicatorValue): boolean {
    return figure.provisional;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Identifier of the frozen report that fixes it; null: none does',
  })
  frozenIn(): string | null {
    return null;
  }

  @FieldResolver(() => [Agency], { description: 'Agencies below that have sent nothing in the period' })
  async silentAgencies(@Root() { figure }: IndicatorValue, @Ctx() context: IndicatorsContext): Promise<Agency[]> {
    const codes = await context.figures.silent(figure.question);
    return codes.map((code) => ({ code }));
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'The latest time among the facts of the sources behind it',
  })
  newestEvent(@Root() { figure }: IndicatorValue, @Ctx() context: IndicatorsContext): string | null {
    return figure.newestEvent === null ? null : instantText(context, figure.newestEvent);
  }

  @FieldResolver(() => EvidenceConnection, { description: 'The facts behind a half, by code' })
  async evidence(
    @Root() { figure }: IndicatorValue,
    @Ctx() context: IndicatorsContext,
    @Arg('half', () => Half, { nullable: true, defaultValue: Half.NUMERATOR, description: 'Which half' })
    asked: Half | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list' }) after: string | null,
  ): Promise<EvidenceConnection> {
    const { question, T } = figure;
    const half = asked ?? Half.NUMERATOR;
    if (half !== Half.NUMERATOR && question.indicator.denominator === undefined) {
      throw new InputFault({ argument: 'half', value: half, expected: 'NUMERATOR: a count has one half' });
    }
    const { zone } = context.settings;
    const request = { question, half, T, first: checkFirst(first), after: readCursor(after, isText) };
    const page = await context.officeReads.read(async (sql) => {
      const catalogue = await context.catalogue(sql);
      return readEvidence(sql, request, catalogue.on(question.on ?? zone.localDay(T), T), context.settings);
    });
    return connection(
      page,
      ({ subject, agency, amount }) => ({
        kind: EVIDENCE_KIND[question.indicator.fact],
        code: subject,
        agency: named(agency),
        amount,
        dossier: question.indicator.fact === 'dossier' ? { code: subject } : null,
      }),
      ({ subject }) => subject,
    );
  }
}
