import { Arg, Ctx, FieldResolver, Float, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { InputFault } from '../../../infra/graphql/errors';
import { DateTimeScalar, PeriodScalar } from '../../../infra/graphql/scalars';
import { inWords, Language } from '../../../infra/graphql/words';
import { formatDay } from '../../../infra/time/zone';
import type { DirectiveData, WeightSet } from '../../directive';
import { findIndicator } from '../definitions/registry';
import type { Period } from '../read/period';
import { readScores } from '../score';
import { askedPeriod } from './ask';
import { type IndicatorsContext, instantText } from './context';
import { Half, MissingReason } from './enums';
import { Score, ScoreGroup, ScorePart } from './score';
import { EvidenceConnection, Indicator } from './types';
import { IndicatorValueResolver } from './value.resolver';

/** The weights that hold on a period's last day. @throws InputFault where none do */
export function weightsOf({ weights, weightsOn }: DirectiveData, period: Period): WeightSet {
  const found = weightsOn(formatDay(period.to - 1));
  if (found !== undefined) return found;
  const days = weights.map(({ validFrom, validTo }) => `${validFrom} to ${validTo ?? 'further notice'}`);
  throw new InputFault({
    argument: 'period',
    value: period.text,
    expected: `a period on whose last day weights of the 766 index hold: ${days.join(', ')}`,
  });
}

/** The score by the 766 index. */
@Resolver(() => Score)
export class ScoreResolver {
  @Query(() => Score, {
    description: "The score by the 766 index for a period, by the weights in force on the period's last day",
  })
  async score(
    @Ctx() context: IndicatorsContext,
    @Arg('agency', () => ID, { nullable: true, description: 'The agency and all below it; null: everything' })
    agency: string | null,
    @Arg('period', () => PeriodScalar, { description: 'The period' }) period: string,
  ): Promise<Score> {
    const window = askedPeriod(period);
    const [score] = await readScores(context, [agency ?? null], window, weightsOf(context.directive, window));
    const { points, outOf, notMeasured } = score!;
    return { agency: agency == null ? null : { code: agency }, points, outOf, notMeasured, score: score!, period };
  }

  @FieldResolver(() => PeriodScalar, { description: 'The period' })
  period(@Root() { period }: Score): string {
    return period;
  }

  @FieldResolver(() => DateTimeScalar, { description: 'The last instant that counts (T)' })
  asOf(@Root() { score }: Score, @Ctx() context: IndicatorsContext): string {
    return instantText(context, score.T);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it may still change (số liệu tạm tính)' })
  provisional(@Root() { score }: Score): boolean {
    return score.provisional;
  }

  @FieldResolver(() => [ScoreGroup], { description: 'The groups of the index' })
  groups(@Root() { score }: Score): ScoreGroup[] {
    return score.groups.map((group) => ({ score: group, figures: score.figures }));
  }
}

/** A group of the index. */
@Resolver(() => ScoreGroup)
export class ScoreGroupResolver {
  @FieldResolver(() => ID, { description: 'Its code' })
  code(@Root() { score }: ScoreGroup): string {
    return score.group.code;
  }

  @FieldResolver(() => String, { description: 'Title (tên nhóm chỉ số)' })
  title(
    @Root() { score }: ScoreGroup,
    @Arg('lang', () => Language, { nullable: true, defaultValue: Language.VI, description: 'Language of the title' })
    lang: Language | null,
  ): string {
    return inWords(score.group.title, lang);
  }

  @FieldResolver(() => Float, { description: 'Points of its parts that are measured' })
  points(@Root() { score }: ScoreGroup): number {
    return score.points;
  }

  @FieldResolver(() => Float, { description: 'The most points that it has' })
  outOf(@Root() { score }: ScoreGroup): number {
    return score.group.points;
  }

  @FieldResolver(() => Float, { description: 'What its parts without data could have had' })
  notMeasured(@Root() { score }: ScoreGroup): number {
    return score.notMeasured;
  }

  @FieldResolver(() => [ScorePart], { description: 'Its parts' })
  parts(@Root() { score, figures }: ScoreGroup): ScorePart[] {
    return score.parts.map((part) => ({ score: part, figure: figures.get(part.part.code) }));
  }
}

/** A part of the index. */
@Resolver(() => ScorePart)
export class ScorePartResolver {
  readonly #values = new IndicatorValueResolver();

  @FieldResolver(() => ID, { description: 'Its code' })
  code(@Root() { score }: ScorePart): string {
    return score.part.code;
  }

  @FieldResolver(() => String, { description: 'Title (tên tiêu chí)' })
  title(
    @Root() { score }: ScorePart,
    @Arg('lang', () => Language, { nullable: true, defaultValue: Language.VI, description: 'Language of the title' })
    lang: Language | null,
  ): string {
    return inWords(score.part.title, lang);
  }

  @FieldResolver(() => Float, { nullable: true, description: 'What is counted; null where no formula is known' })
  numerator(@Root() { score }: ScorePart): number | null {
    return score.numerator;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'What it is counted among; null where no formula is known',
  })
  denominator(@Root() { score }: ScorePart): number | null {
    return score.denominator;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Weight × min(1, ratio / full mark), two decimals; null: not measured',
  })
  points(@Root() { score }: ScorePart): number | null {
    return score.points;
  }

  @FieldResolver(() => Float, { description: 'The most points that it has' })
  outOf(@Root() { score }: ScorePart): number {
    return score.part.points;
  }

  @FieldResolver(() => Float, { description: 'The percentage from which it has all of them' })
  fullMark(@Root() { score }: ScorePart): number {
    return score.part.fullMark;
  }

  @FieldResolver(() => Indicator, { nullable: true, description: 'The indicator whose ratio it is, where it is one' })
  indicator(@Root() { score }: ScorePart): Indicator | null {
    const { ratio } = score.part;
    const definition = ratio !== null && 'indicator' in ratio ? findIndicator(ratio.indicator) : undefined;
    return definition === undefined ? null : { code: definition.code, definition };
  }

  @FieldResolver(() => MissingReason, {
    nullable: true,
    description: 'Why it has no points; NO_DATA also where no formula is known',
  })
  missing(@Root() { score }: ScorePart): MissingReason | null {
    return score.missing === null ? null : MissingReason[score.missing];
  }

  @FieldResolver(() => EvidenceConnection, {
    nullable: true,
    description: 'The facts behind a half, by code; null where its halves are not those of one figure. Needs a role',
  })
  async evidence(
    @Root() { figure }: ScorePart,
    @Ctx() context: IndicatorsContext,
    @Arg('half', () => Half, { nullable: true, defaultValue: Half.NUMERATOR, description: 'Which half' })
    half: Half | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list' }) after: string | null,
  ): Promise<EvidenceConnection | null> {
    return figure === undefined ? null : this.#values.evidence({ figure }, context, half, first, after);
  }
}
