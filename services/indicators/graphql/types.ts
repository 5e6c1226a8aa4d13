import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../infra/graphql/page';
import { DateScalar, DateTimeScalar } from '../../../infra/graphql/scalars';
import type { Act } from '../../directive';
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

/** A row of a directive's annex: a task of the reporting subgraph, referred to by its number. */
@Directive('@key(fields: "number", resolvable: false)')
@ObjectType()
export class DirectiveTask {
  @Field(() => ID)
  number!: string;
}

/** An act of the register of legal bases. */
@ObjectType({ description: 'An act that a definition stands on (căn cứ pháp lý)' })
export class LegalBasis {
  @Field(() => ID, { description: 'Its name in the register' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Number of the document (số, ký hiệu)' })
  number!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day in force; null: not known' })
  inForceFrom!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day in force; null: not limited, or not known' })
  inForceTo!: number | null;

  act!: Act;
}

@Directive('@shareable')
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
