import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Agency, IndicatorValue } from './types';

/** The catalogue's levels: in a federation every subgraph that takes one as an argument spells all of them out. */
export enum AgencyLevel {
  PROVINCE = 'PROVINCE',
  DEPARTMENT = 'DEPARTMENT',
  DISTRICT = 'DISTRICT',
  COMMUNE = 'COMMUNE',
  CENTRAL = 'CENTRAL',
}
registerEnumType(AgencyLevel, {
  name: 'AgencyLevel',
  description: 'Level of an agency (cấp hành chính)',
  valuesConfig: {
    PROVINCE: { description: 'The province (tỉnh)' },
    DEPARTMENT: { description: 'A department of the province (sở, ban, ngành)' },
    DISTRICT: { description: 'A district, town or city (huyện, thị xã, thành phố); none from 01/07/2025' },
    COMMUNE: { description: 'A commune, ward or township (xã, phường, thị trấn)' },
    CENTRAL: { description: 'A central agency organised vertically (cơ quan ngành dọc)' },
  },
});

@ObjectType({ description: 'An agency and its place among others (xếp hạng)' })
export class Rank {
  @Field(() => Int, { description: '1 is the best; equal ones share a place, those without a value the last' })
  place!: number;

  @Field(() => Agency, { description: 'The agency; what it is ranked by includes all below it' })
  agency!: Agency;

  @Field(() => Float, {
    nullable: true,
    description: 'Its points of the 766 index; null where no part is measured, or where an indicator ranks',
  })
  points!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What the parts without data could have had; null where an indicator ranks',
  })
  notMeasured!: number | null;

  @Field(() => IndicatorValue, { nullable: true, description: "The indicator's value; null where the 766 index ranks" })
  value!: IndicatorValue | null;
}
