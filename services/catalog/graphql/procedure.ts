import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../infra/graphql/page';

/** An administrative procedure. */
@Directive('@key(fields: "code")')
@ObjectType({ description: 'An administrative procedure (thủ tục hành chính)' })
export class Procedure {
  @Field(() => ID, { description: 'Its code, such as 1.000894 (mã thủ tục)' })
  code!: string;
}

@ObjectType({ description: 'A procedure and its place in the list' })
export class ProcedureEdge {
  @Field(() => Procedure, { description: 'The procedure' })
  node!: Procedure;

  @Field({ description: 'Give it as `after` to continue behind this one' })
  cursor!: string;
}

@ObjectType({ description: 'A page of procedures' })
export class ProcedureConnection {
  @Field(() => [ProcedureEdge], { description: 'The procedures of this page' })
  edges!: ProcedureEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are in all' })
  totalCount!: number;
}
