import { formatDay } from '../../../infra/time/day';
import type { WorkingDays } from '../../../infra/time/working-days';
import { dayNumber } from '../../../infra/time/zone';
import { agencyOddities, type CatalogueSnapshot } from '../../catalog';
import { FIRST_YEAR, LAST_YEAR } from '../../indicators';
import { reportingOddities } from '../../reporting';
import type { OpenStore } from '../open';
import { check, type Finding, type Seen } from './check';

/**
 * What a province says of itself, in files and in facts: what cannot be quite right is told, and hinders nothing.
 * @param now epoch milliseconds
 */
export async function* checkProvince(open: OpenStore, now: number): AsyncGenerator<Finding> {
  const today = open.store.settings.zone.localDay(now);
  yield await check('directive', async () => describeDirective(open, await open.catalogue.current()));
  yield await check('targets', async () => describeTargets(open, await open.catalogue.current()));
  yield await check('calendar', () => describeCalendar(open.workingDays, today));
  yield await check('agencies', async () => describeAgencies(await open.catalogue.current(), today));
  yield await check('reported facts', async () => {
    const printed = open.directive.tasks.map(({ number }) => number);
    const odd = await open.database.read((sql) => reportingOddities(sql, printed));
    return { says: odd.length === 0 ? 'nothing odd' : 'counted as they are', odd };
  });
}

function describeDirective({ directive }: OpenStore, { agencies }: CatalogueSnapshot): Seen {
  const { directives, tasks, parties, weights, problems } = directive;
  const nobody = [...parties.values()].filter(({ levels, codes }) => levels.length === 0 && codes.length === 0);
  const unknown = [...parties.values()].flatMap(({ key, codes }) =>
    codes
      .filter((code) => !agencies.has(code))
      .map((code) => `HUB_DIRECTIVE: parties.${key}: ${code} is an agency that no fact describes`),
  );
  const open = nobody.length === 0 ? [] : [`${nobody.length} of ${parties.size} parties without an agency code`];
  return {
    says: [
      directives.map(({ number }) => number).join(', '),
      `${tasks.length} tasks`,
      `${weights.length} set${weights.length === 1 ? '' : 's'} of weights`,
      ...open,
    ].join(', '),
    odd: [...problems, ...unknown],
  };
}

function describeTargets({ targets: { own } }: OpenStore, { agencies }: CatalogueSnapshot): Seen {
  return {
    says: own.length === 0 ? "the program's" : `the program's, and ${own.length} of the province's own`,
    odd: own.flatMap(({ indicator, agency }) =>
      agency === null || agencies.has(agency)
        ? []
        : [`HUB_TARGETS: the target of ${indicator} is for ${agency}, an agency that no fact describes`],
    ),
  };
}

function describeCalendar(days: WorkingDays, today: number): Seen {
  const known: number[] = [];
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    if (days.isWorkingDay(dayNumber(`${year}-01-01`)) !== null) known.push(year);
  }
  const year = Number(formatDay(today).slice(0, 4));
  return {
    says: known.length === 0 ? 'days off of no year known' : `days off of ${known.join(', ')} known (${days.version})`,
    odd: known.includes(year)
      ? []
      : [`days off of ${year} are not known: working days of this year are left empty until HUB_CALENDAR names them`],
  };
}

function describeAgencies(catalogue: CatalogueSnapshot, today: number): Seen {
  const { size } = catalogue.agencies;
  return {
    says: size === 1 ? '1 described' : `${size} described`,
    odd: agencyOddities(catalogue, today).map(({ says }) => says),
  };
}
