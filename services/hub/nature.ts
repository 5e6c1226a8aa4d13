import { readMeta } from '../indicators';
import type { OpenStore } from './open';

/** What is shown wherever figures of a simulated province are. */
export const SIMULATED_LABEL = 'DỮ LIỆU MÔ PHỎNG – SIMULATED DATA';

/** Whether the store holds a simulated province. */
export async function isSimulatedStore({ database }: OpenStore): Promise<boolean> {
  return database.read(async (sql) => (await readMeta(sql)).get('simulated') === '1');
}
