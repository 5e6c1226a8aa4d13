import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../infra/graphql/page';

/** A field on which the provincial system and the portal's copy disagree. */
@ObjectType({ description: 'A field of a dossier on which the provincial system and the portal disagree' })
export class Mismatch {
  @Field(() => ID, { description: "The dossier's code; the portal's where the provincial system does not know it" })
  dossier!: string;

  @Field({ description: 'The field, as in the contract of facts; `dossier`: one side does not have it at all' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'What the provincial system says; null: nothing' })
  system!: string | null;

  @Field(() => String, { nullable: true, description: "What the portal's copy says; null: nothing" })
  portal!: string | null;
}

@ObjectType({ description: 'A mismatch and its place in the list' })
export class MismatchEdge {
  @Field(() => Mismatch, { description: 'The mismatch' })
  node!: Mismatch;

  @Field({ description: 'Give it as `after` to continue behind this one' })
  cursor!: string;
}

@ObjectType({ description: 'A page of mismatches' })
export class MismatchConnection {
  @Field(() => [MismatchEdge], { description: 'The mismatches of this page' })
  edges!: MismatchEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are in all' })
  totalCount!: number;
}
