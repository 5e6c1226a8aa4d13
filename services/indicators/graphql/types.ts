import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../infra/graphql/page';
import { DateTimeScalar } from '../../../infra/graphql/scalars';
import type { AnyIndicator } from '../definitions/registry';
import type { Figure } from '../read/figure';
import { FactKind } from './enums';

/** The catalogue's agency; this subgraph adds its figures. */
@Directive('@key(fields: "code")')
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

/** A dossier of the procedures subgraph, referred to by its code. */
@Directive('@key(fields: "code", resolvable: false)')
@ObjectType()
export class Dossier {
  @Field(() => ID)
  code!: string;
}

@Directive('@key(fields: "code")')
@ObjectType({ description: "One of the directive's indicators (chỉ số)" })
export class Indicator {
  @Field(() => ID, { description: 'Its code, such as on-time-rate' })
  code!: string;

  definition!: AnyIndicator;
}

/** The answer to one question: a figure, or the row of a breakdown. */
@ObjectType({ description: 'The value of an indicator, with both halves and what they stand on' })
export class IndicatorValue {
  figure!: Figure;
}

@ObjectType({ description: 'A fact behind a figure' })
export class Evidence {
  @Field(() => FactKind, { description: 'What kind of thing it is' })
  kind!: FactKind;

  @Field(() => ID, { description: 'Its code' })
  code!: string;

  @Field(() => Agency, { nullable: true, description: 'The agency that answers for it' })
  agency!: Agency | null;

  @Field(() => Float, { description: 'How much it adds to the half' })
  amount!: number;

  @Field(() => Dossier, { nullable: true, description: 'The dossier, where it is one' })
  dossier!: Dossier | null;
}

@ObjectType({ description: 'A fact and its place in the list' })
export class EvidenceEdge {
  @Field(() => Evidence, { description: 'The fact' })
  node!: Evidence;

  @Field({ description: 'Give it as `after` to continue behind this one' })
  cursor!: string;
}

@ObjectType({ description: 'A page of the facts behind a figure' })
export class EvidenceConnection {
  @Field(() => [EvidenceEdge], { description: 'The facts of this page' })
  edges!: EvidenceEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are; the figure, where each fact counts once' })
  totalCount!: number;
}

@ObjectType({ description: 'A section of a directive' })
export class Clause {
  @Field({ description: 'The directive, by its number' })
  directive!: string;

  @Field({ description: 'The section, such as 1a' })
  ref!: string;
}

@ObjectType({ description: 'How far a source of facts has come: a topic, or the source of an import' })
export class SourceFreshness {
  @Field({ description: 'Its name' })
  source!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'The latest time among its facts' })
  newestEvent!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When something of it was last received' })
  receivedAt!: string | null;

  @Field(() => Float, { nullable: true, description: 'Seconds from its newest fact to now' })
  lagSeconds!: number | null;

  @Field(() => Float, { description: 'Facts accepted, each once' })
  accepted!: number;

  @Field(() => Float, { description: 'Messages ever kept as dead letters, those solved since among them' })
  deadLettered!: number;
}
