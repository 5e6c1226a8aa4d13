import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Words } from '../measure/measure';

export enum Form06aRow {
  FIELD = 'FIELD',
  AGENCY = 'AGENCY',
}
registerEnumType(Form06aRow, {
  name: 'Form06aRow',
  description: 'What the lines of form II.06a stand for',
  valuesConfig: {
    FIELD: { description: 'Fields of procedures (lĩnh vực)' },
    AGENCY: { description: 'Agencies, each by itself (cơ quan)' },
  },
});

@ObjectType({
  description:
    'A line of form II.06a of Circular 01/2020/TT-VPCP, in dossiers: 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13, 3 = 7 + 11',
})
export class Form06aLine {
  @Field({ description: 'Code of the field or agency; empty for what has none' })
  key!: string;

  @Field(() => Int, { description: 'Column 3: all that was to be handled (tổng số tiếp nhận)' })
  received!: number;

  @Field(() => Int, { description: 'Column 4: received in the period online (trực tuyến)' })
  receivedOnline!: number;

  @Field(() => Int, {
    description: 'Column 5: received in the period at the counter or by post (trực tiếp, bưu chính)',
  })
  receivedOther!: number;

  @Field(() => Int, { description: 'Column 6: carried over from before the period (kỳ trước chuyển qua)' })
  carriedOver!: number;

  @Field(() => Int, { description: 'Column 7: resolved (tổng số đã giải quyết)' })
  resolved!: number;

  @Field(() => Int, { description: 'Column 8: before the due date (trước hạn)' })
  early!: number;

  @Field(() => Int, { description: 'Column 9: on time (đúng hạn); withdrawn and undated ones too' })
  onTime!: number;

  @Field(() => Int, { description: 'Column 10: late (quá hạn)' })
  late!: number;

  @Field(() => Int, { description: 'Column 11: in progress at the end (tổng số đang giải quyết)' })
  inProgress!: number;

  @Field(() => Int, { description: 'Column 12: within the due date (trong hạn); paused ones too' })
  withinDue!: number;

  @Field(() => Int, { description: 'Column 13: past the due date (quá hạn)' })
  overdue!: number;

  @Field(() => Int, { description: 'Footnote: withdrawn or stopped, counted in column 9 (rút, dừng xử lý)' })
  withdrawn!: number;

  @Field(() => Int, { description: 'Footnote: resolved without ever a due date, counted in column 9 (không có hạn)' })
  undated!: number;

  name!: Words;
}
