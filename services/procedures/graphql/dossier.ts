import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../infra/graphql/page';
import { DateTimeScalar } from '../../../infra/graphql/scalars';
import type { Dossier as Life, State } from '../../indicators';

/** The catalogue's agency, referred to by its code. */
@Directive('@key(fields: "code", resolvable: false)')
@ObjectType()
export class Agency {
  @Field(() => ID)
  code!: string;
}

/** The catalogue's procedure, referred to by its code. */
@Directive('@key(fields: "code", resolvable: false)')
@ObjectType()
export class Procedure {
  @Field(() => ID)
  code!: string;
}

/** A dossier: its merged state, and the life worked out from it. */
@Directive('@key(fields: "code")')
@ObjectType({ description: 'A dossier: one applicant, one procedure, from receipt to return (hồ sơ)' })
export class Dossier {
  @Field(() => ID, { description: 'Its code (mã hồ sơ)' })
  code!: string;

  state!: State;
  life!: Life;
}

@ObjectType({ description: 'A statement about a dossier that still stands' })
export class DossierChange {
  @Field(() => DateTimeScalar, { description: 'From when on it holds' })
  at!: string;

  @Field({ description: 'The system that said it' })
  source!: string;

  @Field({ description: 'The field it is about, as in the contract of facts' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'What it says; null: no longer so' })
  value!: string | null;
}

/** A dossier that became late, as of an instant. */
@ObjectType({ description: 'A dossier that became late (hồ sơ chậm, muộn)' })
export class LateCase {
  @Field(() => Dossier, { description: 'The dossier' })
  dossier!: Dossier;

  @Field(() => DateTimeScalar, { description: 'The first instant at which it was late' })
  becameLateAt!: string;

  @Field(() => DateTimeScalar, { description: 'The due date in force when it became late (ngày hẹn trả)' })
  dueAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was completed' })
  completedAt!: string | null;

  @Field(() => Int, {
    description: 'Days from that due date to its completion, withdrawal or the instant asked for (số ngày chậm)',
  })
  daysLate!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Working days after the due day up to the day of that end (số ngày làm việc chậm), whatever the lateness rule; null where the calendar does not know the year',
  })
  workingDaysLate!: number | null;

  @Field(() => String, { nullable: true, description: 'Who held it when it became late; only for who may see it' })
  officerCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Kind of reason (mã lý do)' })
  reasonCode!: string | null;

  @Field(() => String, { nullable: true, description: 'The reason in words; never public' })
  reason!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its reason was reported (giải trình)' })
  explainedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the applicant was apologised to (xin lỗi)' })
  apologisedAt!: string | null;
}

@ObjectType({ description: 'A dossier and its place in the list' })
export class DossierEdge {
  @Field(() => Dossier, { description: 'The dossier' })
  node!: Dossier;

  @Field({ description: 'Give it as `after` to continue behind this one' })
  cursor!: string;
}

@ObjectType({ description: 'A page of dossiers' })
export class DossierConnection {
  @Field(() => [DossierEdge], { description: 'The dossiers of this page' })
  edges!: DossierEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are in all' })
  totalCount!: number;
}

@ObjectType({ description: 'A late case and its place in the list' })
export class LateCaseEdge {
  @Field(() => LateCase, { description: 'The late case' })
  node!: LateCase;

  @Field({ description: 'Give it as `after` to continue behind this one' })
  cursor!: string;
}

@ObjectType({ description: 'A page of late cases' })
export class LateCaseConnection {
  @Field(() => [LateCaseEdge], { description: 'The late cases of this page' })
  edges!: LateCaseEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are in all' })
  totalCount!: number;
}
