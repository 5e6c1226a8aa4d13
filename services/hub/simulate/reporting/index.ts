import type { Timed } from '../event';
import { Random } from '../random';
import { documents } from './documents';
import { petitions } from './petitions';
import { Receipts } from './receipts';
import { regimeEvents } from './regimes';
import { reports } from './reports';
import type { Stage, Teller } from './stage';
import { taskEvents } from './tasks';
import { watermarks } from './watermarks';
import { workItems } from './work-items';

export type { Stage } from './stage';

/** Independent random streams of one seed; those below 10 are the dossiers' and the catalogue's. */
const STREAM = {
  petitions: 10,
  documents: 11,
  workItems: 12,
  regimes: 13,
  reports: 14,
  tasks: 15,
  watermarks: 16,
} as const;

/** The reporting system of the simulated province. */
export class Reporting {
  private readonly receipts = new Receipts();
  private readonly tellers: readonly Teller[];

  constructor(
    private readonly stage: Stage,
    private readonly seed: number,
  ) {
    const random = (stream: number) => new Random(seed, stream);
    this.tellers = [
      petitions(stage, random(STREAM.petitions)),
      documents(stage, random(STREAM.documents)),
      workItems(stage, random(STREAM.workItems)),
      reports(stage, this.receipts, random(STREAM.reports)),
      watermarks(stage, random(STREAM.watermarks)),
    ];
  }

  /** What is known from the start: the regimes and the directive's tasks, with all that becomes of them. */
  *standing(): Generator<Timed> {
    yield* regimeEvents(this.stage.first, this.stage.end, new Random(this.seed, STREAM.regimes));
    yield* taskEvents(this.stage, new Random(this.seed, STREAM.tasks));
  }

  /** Takes note of a dossier received on `day`, told on `today`: agencies report how many there were. */
  received(agency: string, day: number, online: boolean, today: number): void {
    this.receipts.add(agency, day, online, today);
  }

  /** What begins on a day on which so many dossiers were lodged, with all that becomes of it. */
  *on(day: number, dossiers: number): Generator<Timed> {
    for (const teller of this.tellers) yield* teller(day, dossiers);
  }
}
