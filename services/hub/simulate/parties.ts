import { agencyCode } from './province';

const department = (number: string): readonly string[] => [agencyCode.department(number)];

/** The simulated agencies behind the parties of the letter (schema/directive/parties.json). */
export const SIMULATED_PARTIES: Readonly<Record<string, readonly string[]>> = {
  VP_UBND: department('01'),
  SO_TTTT: department('02'),
  SO_NOI_VU: department('03'),
  SO_TU_PHAP: department('04'),
  SO_TAI_CHINH: department('05'),
  SO_KHDT: department('06'),
  CONG_AN: department('23'),
};
