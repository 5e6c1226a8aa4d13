import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../infra/graphql/page';
import { DateScalar, DateTimeScalar } from '../../../infra/graphql/scalars';
import { Dossier } from './dossier';

/** A dossier whose first promised date lies beyond the statutory time of its procedure. */
@ObjectType({
  description: 'A dossier that was promised for later than the law allows (hẹn trả quá thời hạn luật định)',
})
export class OverlongPromise {
  @Field(() => Dossier, { description: 'The dossier' })
  dossier!: Dossier;

  @Field(() => DateTimeScalar, { description: 'The date promised first (ngày hẹn trả lần đầu)' })
  promisedAt!: string;

  @Field(() => DateScalar, {
    description:
      "The last day of the procedure's statutory time: so many working days, part of one as a whole, the day of receipt not counted (Civil Code 2015, articles 147 and 148)",
  })
  lawfulUntil!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Working days from that day to the promised one: 0 where only days off lie between; null where the calendar does not know the year',
  })
  excessWorkingDays!: number | null;
}

@ObjectType({ description: 'A promise and its place in the list' })
export class OverlongPromiseEdge {
  @Field(() => OverlongPromise, { description: 'The promise' })
  node!: OverlongPromise;

  @Field({ description: 'Give it as `after` to continue behind this one' })
  cursor!: string;
}

@ObjectType({
  description:
    'A page of promises. A request looks at some thousands of dossiers at the most: a page may hold fewer than asked for, even none, while more follows; go on with `endCursor`',
})
export class OverlongPromiseConnection {
  @Field(() => [OverlongPromiseEdge], { description: 'The promises of this page' })
  edges!: OverlongPromiseEdge[];

  @Field(() => PageInfo, {
    description: 'How far the page has looked; while more follows `endCursor` is there on an empty page, too',
  })
  pageInfo!: PageInfo;
}
