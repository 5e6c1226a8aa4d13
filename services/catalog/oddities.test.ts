import { dayNumber } from '../../infra/time/zone';
import type { AgencyRecord } from './agency';
import { agency } from './fixture';
import { agencyOddities } from './oddities';

const TODAY = dayNumber('2025-07-01');

function oddities(...agencies: AgencyRecord[]): string[] {
  const known = new Map(agencies.map((own) => [own.code, own]));
  return agencyOddities({ agencies: known }, TODAY).map(({ says }) => says);
}

test('nothing is odd about a district that two communes took over', () => {
  const district = agency('747', '77', { validTo: TODAY - 1, successors: ['26506', '26526'] });
  expect(oddities(agency('77', null), district, agency('26506', '77'), agency('26526', '77'))).toEqual([]);
});

test('a circle of parents is told once, with its way and the day', () => {
  expect(oddities(agency('B', 'C'), agency('C', 'A'), agency('A', 'B'), agency('D', 'B'))).toEqual([
    'agency A: parentCode closes the circle A -> B -> C -> A on 2025-07-01; a parent outside it is right. Until then A has none.',
  ]);
  expect(oddities(agency('A', 'A'))).toEqual([expect.stringContaining('the circle A -> A on')]);
});

test('a circle of successors is told once, and of itself', () => {
  const after = (code: string, ...successors: string[]): AgencyRecord => agency(code, null, { successors });
  expect(oddities(after('C', 'A'), after('A', 'B'), after('B', 'C', 'D'), after('D'), after('E', 'A'))).toEqual([
    'agency A: successorCodes leads back to A through B, C; successors outside this circle are right.',
  ]);
  expect(oddities(after('A', 'A'))).toEqual([
    'agency A: successorCodes names A itself; the agency that took over is right.',
  ]);
});

test('a parent and a successor that nothing describes are told, each with its field and value', () => {
  expect(oddities(agency('752', '77', { validTo: TODAY - 1, successors: ['753'] }))).toEqual([
    'agency 752: parentCode is 77, which no fact describes; a described agency is right. Until then 77 stands at the top.',
    'agency 752: successorCodes names 753, which no fact describes; a described agency is right. Until then it takes nothing over.',
  ]);
});

test('a successor that ended on the same day or before never took over', () => {
  const old = agency('752', null, { validTo: TODAY, successors: ['753'] });
  expect(oddities(old, agency('753', null, { validTo: TODAY + 1 }))).toEqual([]);
  expect(oddities(old, agency('753', null, { validTo: TODAY }))).toEqual([
    'agency 752: successorCodes names 753, whose validTo is 2025-07-01, before it could take over from 752, whose own validTo is 2025-07-01; an agency that lasts longer is right.',
  ]);
  const endless = agency('752', null, { successors: ['753'] });
  expect(oddities(endless, agency('753', null, { validTo: TODAY }))).toEqual([
    expect.stringContaining('which has no validTo itself'),
  ]);
});
