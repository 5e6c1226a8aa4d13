import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../../../infra/graphql/page';
import { DateTimeScalar, PeriodScalar } from '../../../infra/graphql/scalars';
import type { ReportRow } from '../reports/list';
import type { Task } from '../tasks/task';

/** The catalogue's agency, referred to by its code. */
@Directive('@key(fields: "code", resolvable: false)')
@ObjectType()
export class Agency {
  @Field(() => ID)
  code!: string;
}

/** An indicator of the indicators subgraph, referred to by its code. */
@Directive('@key(fields: "code", resolvable: false)')
@ObjectType()
export class Indicator {
  @Field(() => ID)
  code!: string;
}

@Directive('@shareable')
@ObjectType({ description: 'A section of a directive' })
export class Clause {
  @Field({ description: 'The directive, by its number' })
  directive!: string;

  @Field({ description: 'The section, such as 1a' })
  ref!: string;
}

/** A task, with what stands behind its fields. */
@Directive('@key(fields: "number")')
@ObjectType({ description: "A task of a directive's annex (nhiệm vụ)" })
export class DirectiveTask {
  @Field(() => ID, { description: 'Its number; those of further directives have a prefix' })
  number!: string;

  task!: Task;
}

@ObjectType({ description: "One agency's share of a task, as of the instant asked for" })
export class Assignment {
  @Field(() => Agency, { description: 'The agency' })
  agency!: Agency;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Its own due date (thời hạn); null: it has none' })
  dueAt!: string | null;

  @Field(() => Float, { nullable: true, description: 'Progress from 0 to 100, as last reported' })
  progressPercent!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was completed, if by that instant' })
  completedAt!: string | null;

  @Field(() => Boolean, {
    description: 'Whether its due date has passed, by the lateness rule, and it is not completed',
  })
  overdue!: boolean;

  @Field(() => String, { nullable: true, description: 'What came of it (sản phẩm)' })
  product!: string | null;

  @Field(() => String, { nullable: true, description: 'What stands in its way (khó khăn); only for who may see it' })
  obstacle!: string | null;

  @Field(() => String, { nullable: true, description: 'What the agency proposes (kiến nghị); only for who may see it' })
  proposal!: string | null;
}

/** How a report stands against its due date. */
export enum ReportStatus {
  ON_TIME = 'ON_TIME',
  LATE = 'LATE',
  MISSING = 'MISSING',
  NOT_DUE = 'NOT_DUE',
}
registerEnumType(ReportStatus, {
  name: 'ReportStatus',
  description: 'How a report stands against its due date, by the lateness rule, now',
  valuesConfig: {
    ON_TIME: { description: 'Handed in by its due date, or without one (đúng hạn)' },
    LATE: { description: 'Handed in after its due date (trễ hạn)' },
    MISSING: { description: 'Not handed in, and its due date has passed (chưa gửi)' },
    NOT_DUE: { description: 'Not handed in, and not due yet (chưa đến hạn)' },
  },
});

/** A report: its place in the list, and the words and figures that only a fact of it has. */
@ObjectType({ description: 'A report that an agency handed in, began or owes (báo cáo)' })
export class Report {
  @Field(() => ID, { description: 'Its code; of one that is only expected: regime/period/agency' })
  code!: string;

  @Field({ description: "The regime's name, else its code (chế độ báo cáo)" })
  regime!: string;

  @Field(() => Agency, { nullable: true, description: 'The agency whose report it is' })
  agency!: Agency | null;

  @Field(() => PeriodScalar, { nullable: true, description: 'The period that it is about, as stated' })
  period!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Its own due date, else that of its regime' })
  dueAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was first handed in' })
  submittedAt!: string | null;

  @Field(() => ReportStatus, { description: 'How it stands against its due date' })
  status!: ReportStatus;

  @Field(() => String, { nullable: true, description: 'Obstacles reported (khó khăn); only for who may see them' })
  obstacle!: string | null;

  @Field(() => String, { nullable: true, description: 'What it proposes (kiến nghị); only for who may see it' })
  proposal!: string | null;

  row!: ReportRow;
  values!: Readonly<Record<string, number>>;
}

@ObjectType({ description: 'A figure that an agency reported and that is not the computed one (số liệu chênh lệch)' })
export class Discrepancy {
  @Field({ description: 'What it is called in the report: code, code#num, code#den, form-06a.3 to form-06a.13' })
  key!: string;

  @Field(() => Indicator, { nullable: true, description: 'The indicator; null: it is of none' })
  indicator!: Indicator | null;

  @Field(() => Float, { description: 'The figure reported' })
  reported!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The figure computed for the same agency and period; null: there is none to compare with',
  })
  computed!: number | null;

  @Field(() => Float, { nullable: true, description: 'Reported less computed' })
  difference!: number | null;
}

@ObjectType({ description: 'A report and its place in the list' })
export class ReportEdge {
  @Field(() => Report, { description: 'The report' })
  node!: Report;

  @Field({ description: 'Give it as `after` to continue behind this one' })
  cursor!: string;
}

@ObjectType({ description: 'A page of reports' })
export class ReportConnection {
  @Field(() => [ReportEdge], { description: 'The reports of this page' })
  edges!: ReportEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are in all' })
  totalCount!: number;
}
