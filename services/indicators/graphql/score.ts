import { Field, Float, ObjectType } from 'type-graphql';
import type { Figure } from '../read/figure';
import type { AgencyScore, GroupScore, PartScore } from '../score';
import { Agency } from './types';

@ObjectType({ description: 'A part of the 766 index, its points and the halves behind them' })
export class ScorePart {
  score!: PartScore;
  /** Absent where no single figure stands behind the halves. */
  figure!: Figure | undefined;
}

@ObjectType({ description: 'A group of the 766 index' })
export class ScoreGroup {
  score!: GroupScore;
  figures!: AgencyScore['figures'];
}

@ObjectType({ description: 'A score by the 766 index (Decision 766/QĐ-TTg), what is not measured told apart' })
export class Score {
  @Field(() => Agency, { nullable: true, description: 'Of which agency and all below it; null: everything' })
  agency!: Agency | null;

  @Field(() => Float, { description: 'Points of the parts that are measured, two decimals' })
  points!: number;

  @Field(() => Float, { description: 'The most points that there are' })
  outOf!: number;

  @Field(() => Float, { description: 'What the parts without data could have had: neither lost nor won' })
  notMeasured!: number;

  score!: AgencyScore;
  period!: string;
}
