import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { AgencyLevel as Level } from '../agency';

/** Levels of government. */
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

export const levelOf = (level: Level | null): AgencyLevel | null => level as AgencyLevel | null;

/** An agency on one local day. */
@Directive('@key(fields: "code")')
@ObjectType({ description: 'An agency that answers for dossiers and procedures (cơ quan, đơn vị)' })
export class Agency {
  @Field(() => ID, { description: 'Its code, as the sending systems write it (mã định danh)' })
  code!: string;

  /** The local day on which its name, level and place in the tree are read. */
  day!: number;
}
