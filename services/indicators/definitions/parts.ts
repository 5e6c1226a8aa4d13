import type { FactKind } from '../facts/fact';
import type { Half } from '../measure/measure';
import * as d from './dossier-measures';
import { half } from './indicator';
import * as petitions from './petitions';
import * as procedures from './procedures';

/** A ratio that a part of the 766 index asks for and no indicator gives. */
export interface Part {
  readonly code: string;
  readonly fact: FactKind;
  readonly numerator: Half<never>;
  readonly denominator: Half<never>;
}

const RECEIVED = half('Dossiers received in the period', 'Số hồ sơ tiếp nhận trong kỳ', d.received);
const COMPLETED = half('Dossiers completed in the period', 'Số hồ sơ giải quyết xong trong kỳ', d.completed);

/** Ratios of Decision 766/QĐ-TTg besides the indicators (`schema/directive/766.json` says which part asks for which). */
export const PARTS: readonly Part[] = [
  {
    code: 'published-on-time',
    fact: 'procedure',
    denominator: half(
      'Procedures whose publication fell due in the period',
      'Số thủ tục đến hạn công bố, công khai trong kỳ',
      procedures.publicationsDue,
    ),
    numerator: half(
      'Those among them published on time',
      'Trong đó: số thủ tục công khai đúng hạn',
      procedures.publishedOnTime,
    ),
  },
  {
    code: 'updates-on-time',
    fact: 'procedure',
    denominator: half(
      'Procedures of which an amendment was to be published in the period',
      'Số thủ tục đến hạn cập nhật, sửa đổi trong kỳ',
      procedures.updatesDue,
    ),
    numerator: half('Those among them updated on time', 'Trong đó: số cập nhật đúng hạn', procedures.updatedOnTime),
  },
  {
    code: 'content-complete',
    fact: 'procedure',
    denominator: half(
      'Procedures in force of which it is known whether their public content is complete',
      'Số thủ tục đang có hiệu lực đã biết nội dung công khai đầy đủ hay không',
      procedures.contentKnown,
    ),
    numerator: half('Those among them complete', 'Trong đó: số đầy đủ nội dung', procedures.contentComplete),
  },
  {
    code: 'handled-without-lateness',
    fact: 'dossier',
    denominator: half(
      'Dossiers carried over into the period or received in it',
      'Số hồ sơ kỳ trước chuyển qua và tiếp nhận trong kỳ',
      d.completed,
      d.left,
      d.inProgress,
    ),
    numerator: half(
      'Those among them neither late nor asked for a supplement more than once',
      'Trong đó: số hồ sơ không chậm, muộn và không bị yêu cầu bổ sung quá một lần',
      d.completedUntroubled,
      d.leftUntroubled,
      d.inProgressUntroubled,
    ),
  },
  {
    code: 'petitions-without-complaint',
    fact: 'petition',
    denominator: half(
      'Petitions answered in the period',
      'Số phản ánh, kiến nghị đã trả lời trong kỳ',
      petitions.answered,
    ),
    numerator: half(
      'Those among them with whose answer nobody declared discontent',
      'Trong đó: số không bị đánh giá không hài lòng',
      petitions.answeredWell,
    ),
  },
  {
    code: 'handling-without-complaint',
    fact: 'dossier',
    denominator: COMPLETED,
    numerator: half(
      'Those among them neither late nor rated 1 or 2 out of 5',
      'Trong đó: số hồ sơ không chậm, muộn và không bị đánh giá 1 hoặc 2 trên 5',
      d.completedNotLate,
      d.completedDisliked,
    ),
  },
  {
    code: 'digitised-with-result',
    fact: 'dossier',
    denominator: COMPLETED,
    numerator: half(
      'Those among them whose components are all digitised and whose electronic result was issued',
      'Trong đó: số hồ sơ số hóa đủ thành phần và có kết quả điện tử',
      d.digitisedWithResult,
    ),
  },
  {
    code: 'data-reused',
    fact: 'dossier',
    denominator: RECEIVED,
    numerator: half(
      'Those among them that reuse digitised data',
      'Trong đó: số hồ sơ có tái sử dụng dữ liệu số hóa',
      d.anyReused,
    ),
  },
  {
    code: 'result-stored',
    fact: 'dossier',
    denominator: COMPLETED,
    numerator: half(
      "Those among them whose result was put into the applicant's data store on the National Portal",
      'Trong đó: số hồ sơ có kết quả lưu vào kho dữ liệu của tổ chức, cá nhân trên Cổng Dịch vụ công quốc gia',
      d.resultStored,
    ),
  },
  {
    code: 'population-data-dossiers',
    fact: 'dossier',
    denominator: RECEIVED,
    numerator: half(
      'Those among them handled with data of the population database',
      'Trong đó: số hồ sơ khai thác dữ liệu dân cư',
      d.populationDataUsed,
    ),
  },
  {
    code: 'population-data-procedures',
    fact: 'procedure',
    denominator: half(
      'Procedures in force that citizens use',
      'Số thủ tục đang có hiệu lực dành cho công dân',
      procedures.forCitizens,
    ),
    numerator: half(
      'Those among them connected with the population database',
      'Trong đó: số thủ tục đã kết nối Cơ sở dữ liệu quốc gia về dân cư',
      procedures.populationConnected,
    ),
  },
];

const BY_CODE: ReadonlyMap<string, Part> = new Map(PARTS.map((part) => [part.code, part]));

export function findPart(code: string): Part | undefined {
  return BY_CODE.get(code);
}
