import { Field, Int, ObjectType } from 'type-graphql';
import { Agency } from './dossier';

/** Late dossiers of one agency with one kind of reason. */
@ObjectType({
  description:
    'A line of the monthly late list (danh sách hồ sơ chậm, muộn hàng tháng): the late dossiers of one agency with one kind of reason; cases = completed + left + open = explained + unexplained = apologised + unapologised',
})
export class LateListLine {
  @Field(() => Agency, { nullable: true, description: 'The agency that answers for them; null where none was stated' })
  agency!: Agency | null;

  @Field(() => String, { nullable: true, description: 'Kind of reason (mã lý do); null: not stated' })
  reasonCode!: string | null;

  @Field(() => Int, { description: 'Late dossiers (số hồ sơ chậm, muộn)' })
  cases!: number;

  @Field(() => Int, { description: 'Completed meanwhile (đã giải quyết xong)' })
  completed!: number;

  @Field(() => Int, { description: 'Withdrawn or stopped meanwhile (đã rút hoặc dừng giải quyết)' })
  left!: number;

  @Field(() => Int, { description: 'Still in progress (đang giải quyết)' })
  open!: number;

  @Field(() => Int, { description: 'Their reason was reported (đã giải trình)' })
  explained!: number;

  @Field(() => Int, { description: 'Their reason was not reported (chưa giải trình)' })
  unexplained!: number;

  @Field(() => Int, { description: 'Their applicants were apologised to (đã xin lỗi)' })
  apologised!: number;

  @Field(() => Int, { description: 'Their applicants were not apologised to (chưa xin lỗi)' })
  unapologised!: number;

  @Field(() => Int, { description: 'Days late of the one that is late the longest (số ngày chậm nhiều nhất)' })
  daysLate!: number;
}

/** How often dossiers became late at an agency, with one officer. */
@ObjectType({ description: 'With whom dossiers became late again and again (để xảy ra chậm, muộn nhiều lần)' })
export class RepeatLate {
  @Field(() => Agency, { description: 'The agency that answers for the dossiers' })
  agency!: Agency;

  @Field(() => String, {
    nullable: true,
    description:
      'Who held them when they became late; null where nobody was stated. For those who may not see it all officers of the agency are one line, without a code',
  })
  officerCode!: string | null;

  @Field(() => Int, { description: 'Dossiers that became late in the period' })
  cases!: number;
}
