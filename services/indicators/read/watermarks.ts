import type { Sql } from '../../../infra/database';
import { codeSaid, dateSaid } from '../measure/spans';
import { walkStates } from '../store/states';

/** Sources date their promises in whole seconds: the last second of a period stands for its end. */
const SECOND = 1000;

/** What sources have promised: that all of an agency up to an instant has been sent. */
export class Watermarks {
  /** @param through by agency, the promise of each source that gave one */
  constructor(private readonly through: ReadonlyMap<string, readonly number[]>) {}

  /** Agencies of which some source has promised less than everything up to an instant. */
  behind(instant: number): string[] {
    return this.#where((promises) => promises.some((through) => through + SECOND < instant));
  }

  /** Agencies of which every source that gives promises has promised everything up to an instant: silence means none. */
  complete(instant: number): string[] {
    return this.#where((promises) => promises.every((through) => through + SECOND >= instant));
  }

  #where(holds: (promises: readonly number[]) => boolean): string[] {
    return [...this.through].filter(([, promises]) => holds(promises)).map(([agency]) => agency);
  }
}

/** Reads the promises: one of each source for each agency. One that says nothing of an agency or instant is none. */
export async function readWatermarks(sql: Sql): Promise<Watermarks> {
  const through = new Map<string, number[]>();
  for await (const page of walkStates(sql, 'watermark')) {
    for (const state of page) {
      const [agency, promise] = [codeSaid(state, 'agencyCode'), dateSaid(state, 'through')];
      if (agency === '' || promise === null) continue;
      const promises = through.get(agency);
      if (promises === undefined) through.set(agency, [promise]);
      else promises.push(promise);
    }
  }
  return new Watermarks(through);
}
