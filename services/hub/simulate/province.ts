import { DEPARTMENTS, ONE_STOP_CENTRE } from './departments';
import { PROCEDURES, type ProcedureUnit } from './procedures';
import { type Random, Weighted } from './random';
import { DISTRICTS } from './units';

/** An agency that handles dossiers, and its character. */
export interface Office {
  readonly index: number;
  readonly code: string;
  readonly level: 'DEPARTMENT' | 'DISTRICT' | 'COMMUNE';
  /** How much of the work of its level comes here. */
  readonly weight: number;
  /** Pseudonymous codes of those who hold dossiers. */
  readonly officers: readonly string[];
  /** How often it is late, against the others. */
  readonly tardiness: number;
}

/** Share of dossiers that become late in a year of usual habits. */
const LATE_SHARE = 0.08;
/** Even the worst office decides most in time. */
const MOST_LATE = 0.32;

/** Codes in the style of QĐ 20/2020/QD-TTg. H06 and all numbers are simulated: no source states the province's. */
export const agencyCode = {
  province: '000.00.00.H06',
  department: (number: string) => `000.00.${number}.H06`,
  district: (number: string) => `000.00.${number}.H06`,
  commune: (district: string, position: number) => `000.${String(position + 1).padStart(2, '0')}.${district}.H06`,
};

/** Who handles what: offices, the demand for procedures, and how reliable each office is. */
export class Province {
  readonly oneStopCentre = agencyCode.department(ONE_STOP_CENTRE);
  readonly offices: readonly Office[];
  readonly demand: Weighted<ProcedureUnit>;
  private readonly departments = new Map<string, Office>();
  private readonly districts: Weighted<Office>;
  private readonly communes: Weighted<Office>;
  private readonly lateScale: number;
  private readonly onlineScale: number;

  constructor(random: Random) {
    const districts: Office[] = [];
    const communes: Office[] = [];
    const offices: Office[] = [];
    const open = (into: Office[], code: string, level: Office['level'], weight: number, officers: number) => {
      const index = offices.length;
      const office = { index, code, level, weight, officers: roster(code, officers), tardiness: tardiness(random) };
      offices.push(office);
      into.push(office);
      return office;
    };
    for (const { number } of DEPARTMENTS) {
      this.departments.set(number, open([], agencyCode.department(number), 'DEPARTMENT', 1, 8));
    }
    for (const district of DISTRICTS) {
      const code = agencyCode.district(district.number);
      const seat = open(districts, code, 'DISTRICT', district.load, 6);
      // Côn Đảo has no communes: the district does their work.
      if (district.communes.length === 0) communes.push(seat);
      district.communes.forEach((name, position) => {
        const town = name.startsWith('Xã') ? 1 : 1.6;
        // Neighbours differ: a few communes see several times the work of others.
        const weight = (district.load * town) / (1 + ((position * 7) % 11));
        open(communes, agencyCode.commune(district.number, position), 'COMMUNE', weight, 3);
      });
    }
    this.offices = offices;
    this.districts = byWeight(districts);
    this.communes = byWeight(communes);
    this.demand = new Weighted(
      PROCEDURES,
      PROCEDURES.map((_, rank) => 1 / (rank + 3)),
    );
    this.lateScale = LATE_SHARE / this.mean((procedure, office) => office.tardiness * difficulty(procedure));
    this.onlineScale = 1 / this.mean((procedure) => procedure.online);
  }

  /** Draws the agency that answers for a dossier of a procedure. */
  officeFor(procedure: ProcedureUnit, random: Random): Office {
    if (procedure.level === 'PROVINCE') return this.departments.get(procedure.department)!;
    return this.atLevel(procedure.level).draw(random);
  }

  /** Another agency of the same level, where somebody may hand in a dossier that belongs elsewhere. */
  neighbour(office: Office, random: Random): Office {
    return this.atLevel(office.level === 'DISTRICT' ? 'DISTRICT' : 'COMMUNE').draw(random);
  }

  /** Chance that a dossier becomes late under usual habits. */
  lateChance(procedure: ProcedureUnit, office: Office): number {
    return Math.min(MOST_LATE, this.lateScale * office.tardiness * difficulty(procedure));
  }

  /** Chance that a dossier of a procedure is lodged online when `share` of all are. */
  onlineChance(procedure: ProcedureUnit, share: number): number {
    return Math.min(0.97, this.onlineScale * procedure.online * share);
  }

  private atLevel(level: 'DISTRICT' | 'COMMUNE'): Weighted<Office> {
    return level === 'DISTRICT' ? this.districts : this.communes;
  }

  private mean(value: (procedure: ProcedureUnit, office: Office) => number): number {
    let sum = 0;
    let weights = 0;
    PROCEDURES.forEach((procedure, rank) => {
      const weight = 1 / (rank + 3);
      const level = procedure.level;
      const offices = level === 'PROVINCE' ? [this.departments.get(procedure.department)!] : this.atLevel(level).items;
      const total = offices.reduce((all, office) => all + office.weight, 0);
      for (const office of offices) sum += (weight * office.weight * value(procedure, office)) / total;
      weights += weight;
    });
    return sum / weights;
  }
}

function byWeight(offices: readonly Office[]): Weighted<Office> {
  return new Weighted(
    offices,
    offices.map((office) => office.weight),
  );
}

/** Most offices are rarely late, a few often: the late list must have repeat offenders. */
function tardiness(random: Random): number {
  const kind = random.next();
  if (kind < 0.6) return random.between(0.25, 0.7);
  return kind < 0.9 ? random.between(0.8, 1.5) : random.between(1.8, 3.2);
}

/** The longer a procedure may take, the more often it takes too long. */
function difficulty({ days }: ProcedureUnit): number {
  if (days === 0) return 0.12;
  if (days <= 1) return 0.5;
  return days <= 5 ? 1 : 1.6;
}

function roster(code: string, count: number): string[] {
  const place = code.slice(4, 9);
  return Array.from({ length: count }, (_, i) => `CB-${place}-${String(i + 1).padStart(2, '0')}`);
}
